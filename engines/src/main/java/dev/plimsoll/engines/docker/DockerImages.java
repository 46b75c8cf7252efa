package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.BuildOutput;
import dev.plimsoll.engines.docker.words.ImageName;
import dev.plimsoll.engines.docker.words.InlineDockerfile;
import dev.plimsoll.engines.docker.words.PullProgress;
import dev.plimsoll.engines.docker.words.RegistryHeader;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The images of a Docker Engine. Builds use its classic builder, the only one that is plain HTTP.
final class DockerImages implements Images {
    private static final Duration LONGEST_PULL = Duration.ofHours(1);
    private static final Duration LONGEST_BUILD = Duration.ofHours(2);
    private static final int LONGEST_SENTENCE = 600;

    private final Wire wire;

    DockerImages(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Optional<Image> find(String reference) {
        var name = new ImageName(reference);
        return wire.find(Call.get("inspect image " + reference, Route.to("/images/{}/json", reference))).map(Reply::json)
            .map(inspected -> image(inspected, Optional.of(name)));
    }

    @Override
    public Image pull(String reference, Optional<Login> login, Consumer<String> progress) {
        var name = new ImageName(reference);
        var call = Call.post("pull " + reference, Route.to("/images/create").with("fromImage", name.pullable())).within(LONGEST_PULL);
        var sentences = new PullProgress(reference);
        try {
            wire.read(login.map(l -> call.header("X-Registry-Auth", RegistryHeader.of(name, l))).orElse(call), incoming -> {
                try (var messages = Json.values(incoming.body())) {
                    while (messages.hasNextValue()) {
                        var message = messages.nextValue();
                        if (message.has("error")) {
                            throw DockerErrors.pulling(reference, name.registry(), message.path("error").asText());
                        }
                        sentences.sentence(message).ifPresent(progress);
                    }
                }
                return true;
            });
        } catch (EngineFailure.Absent | EngineFailure.Rejected | EngineFailure.Broken refused) {
            throw DockerErrors.pulling(reference, name.registry(), refused.getMessage().replaceFirst("^cannot pull [^ ]+: ", ""));
        }
        return find(name.pullable()).orElseThrow(() -> new EngineFailure.Absent("ImageNotFound", "cannot pull " + reference + ": it went again at once", null));
    }

    @Override
    public Image build(BuildRequest request, Consumer<String> progress) {
        var tag = new ImageName(request.tag());
        var output = new BuildOutput(progress);
        var call = Call.post("build " + tag.text(), BuildOutput.route(request)).body(new Call.Body.Once("application/x-tar", InlineDockerfile.before(request)))
            .within(LONGEST_BUILD);
        wire.read(call, incoming -> {
            try (var messages = Json.values(incoming.body())) {
                while (messages.hasNextValue()) {
                    output.message(messages.nextValue());
                }
            }
            return true;
        });
        output.failure().ifPresent(text -> {
            throw failed(tag.text(), text, output.lastLines());
        });
        return find(tag.text()).orElseThrow(() -> new EngineFailure.Broken("cannot build " + tag.text() + ": the engine built it but does not have it", null));
    }

    @Override
    public List<Image> list(String plane) {
        var label = Stamp.PLANE + "=" + plane;
        var used = new HashSet<String>();
        wire.ask(Call.get("list containers", Route.to("/containers/json").with("all", 1).filtered(Map.of("label", List.of(label))))).json()
            .forEach(container -> used.add(container.path("ImageID").asText()));
        var images = new ArrayList<Image>();
        for (var listed : wire.ask(Call.get("list images", Route.to("/images/json"))).json()) {
            if (used.contains(listed.path("Id").asText()) || plane.equals(listed.path("Labels").path(Stamp.PLANE).asText())) {
                images.add(image(listed, Optional.empty()));
            }
        }
        return images;
    }

    /// 409: in use.
    @Override
    public void remove(String reference) {
        var doing = "remove image " + new ImageName(reference).text();
        var reply = wire.call(Call.delete(doing, Route.to("/images/{}", reference)));
        if (!reply.ok() && reply.status() != 404 && reply.status() != 409) {
            throw DockerErrors.of(doing, reply);
        }
    }

    private static EngineFailure failed(String tag, String text, List<String> lastLines) {
        var cause = DockerErrors.of("build " + tag, 500, text);
        if (cause instanceof EngineFailure.NoCapacity room) {
            return room;
        }
        return EngineFailure.Rejected.after(lastLines, "BuildFailed", "cannot build " + tag + ": " + brief(text));
    }

    /// The builder quotes the whole instruction that failed, however long it is; its end tells how.
    private static String brief(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SENTENCE ? line : line.substring(0, LONGEST_SENTENCE / 2) + " … " + line.substring(line.length() - LONGEST_SENTENCE / 2);
    }

    private static Image image(JsonNode json, Optional<ImageName> asked) {
        var digests = texts(json.path("RepoDigests"));
        var digest = digests.stream().filter(d -> asked.filter(name -> d.startsWith(name.repository() + "@")).isPresent()).findFirst()
            .or(() -> digests.stream().findFirst());
        return new Image(json.path("Id").asText(), texts(json.path("RepoTags")), digest, json.path("Size").asLong());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        texts.removeIf(text -> text.startsWith("<none>"));
        return texts;
    }
}
