package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Problem;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Asks for a preview or an apply, and as long as the control plane says what it still needs (files, variables, build contexts), looks for it and asks
/// again. What was found once is sent along in later requests of the same negotiation. What is certainly not here is told with the first: a variable without
/// a value or a missing `.env` is no reason to read everything twice.
public final class Negotiation {
    /// Far more rounds than includes can nest; only a server that asks in circles gets there.
    private static final int MOST_ROUNDS = 50;

    private final Session session;
    private final Api api;
    private final Declared declared;
    private final Choices choices;
    private final OfflineImage baseImage;
    private final Map<String, String> files;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> contexts = new TreeMap<>();
    private final TreeSet<String> unset = new TreeSet<>();
    private final TreeSet<String> missing = new TreeSet<>();
    private final Map<String, String> dotEnv;

    public Negotiation(Session session, Api api, Declared declared, Choices choices) throws IOException {
        this.session = session;
        this.api = api;
        this.declared = declared;
        this.choices = choices;
        baseImage = new OfflineImage(session, api);
        files = new LinkedHashMap<>(declared.files());
        // 'docker stack deploy' reads no .env. A file that the control plane recognises by itself is not known to be one here.
        dotEnv = choices.dialect().filter("stack"::equals).isPresent() ? Map.of() : declared.other(".env").map(text -> DotEnv.read(text, session.shell().environment()::get)).orElse(Map.of());
        tellWhatIsNotHere();
    }

    /// What would change.
    public Json preview() throws IOException {
        return ask(Route.of("v1", "preview"), Map.of(), Map.of());
    }

    /// What there is to say about it.
    public Json lint() throws IOException {
        return ask(Route.of("v1", "lint"), Map.of(), Map.of());
    }

    /// What it is as Plimsoll's own resources.
    public Json convert() throws IOException {
        return ask(Route.of("v1", "convert"), Map.of(), Map.of());
    }

    /// Makes it so.
    ///
    /// @param expect fingerprint of the preview that was agreed to, anything else is a conflict; none: whatever it comes to
    public Json apply(Optional<String> expect) throws IOException {
        var headers = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var more = new LinkedHashMap<String, Object>();
        expect.ifPresent(fingerprint -> more.put("expect", fingerprint));
        try {
            return ask(Route.of("v1", "apply"), more, headers);
        } catch (java.net.SocketException broken) {
            // The answer got lost; with the same key it is given again and not done twice.
            return ask(Route.of("v1", "apply"), more, headers);
        }
    }

    private Json ask(Route route, Map<String, Object> more, Map<String, String> headers) throws IOException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            try {
                return api.post(route, body(more), headers);
            } catch (Problem problem) {
                if (!problem.code().equals("needs") || !supply(problem.document().at("needs"))) {
                    throw problem;
                }
            }
        }
        throw Trouble.failed("the declaration asks for ever more files", "does a file include itself?");
    }

    private Map<String, Object> body(Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("project", session.project());
        choices.assembly().ifPresent(a -> body.put("assembly", a));
        // Relative host folders of a compose file mean something only where the engine's host is this machine.
        body.put("folder", api.place().local() ? declared.folder().toAbsolutePath().normalize().toString() : declared.folderName());
        body.put("files", files);
        body.put("order", List.copyOf(declared.files().keySet()));
        body.put("apart", declared.apart());
        body.put("variables", variables);
        body.put("unset", unset);
        body.put("missing", missing);
        body.put("contexts", contexts);
        body.put("set", choices.set());
        body.put("values", choices.values().stream().map(v -> Map.of("name", v.name(), "text", v.text())).toList());
        body.put("profiles", choices.profiles());
        choices.dialect().ifPresent(d -> body.put("dialect", d));
        choices.cluster().ifPresent(c -> body.put("cluster", c));
        body.put("prune", choices.prune());
        body.putAll(more);
        return body;
    }

    private void tellWhatIsNotHere() {
        Mentioned.variables(files.values()).stream().filter(name -> !name.equals(OfflineImage.VARIABLE) && known(name).isEmpty()).forEach(unset::add);
        files.keySet().stream().map(path -> path.substring(0, path.lastIndexOf('/') + 1) + ".env").distinct().filter(path -> Files.notExists(declared.folder().resolve(path)))
            .forEach(missing::add);
    }

    /// @return whether anything was new, so that asking again makes sense
    private boolean supply(Json needs) throws IOException {
        var news = false;
        for (var path : needs.items("files")) {
            var text = declared.other(path.text());
            text.ifPresent(t -> files.put(path.text(), t));
            news |= text.isPresent() || missing.add(path.text());
        }
        for (var name : needs.items("variables")) {
            var value = variable(name.text());
            news |= value.map(v -> variables.put(name.text(), v) == null).orElseGet(() -> unset.add(name.text()));
        }
        for (var folder : needs.items("contexts")) {
            news |= contexts.put(folder.text(), send(folder.text())) == null;
        }
        return news;
    }

    private Optional<String> variable(String name) throws IOException {
        var known = known(name);
        return known.isEmpty() && name.equals(OfflineImage.VARIABLE) && !choices.set().containsKey(name) ? baseImage.needed() : known;
    }

    private Optional<String> known(String name) {
        return Optional.ofNullable(session.shell().environment().get(name)).or(() -> Optional.ofNullable(dotEnv.get(name)));
    }

    private String send(String folder) throws IOException {
        var path = declared.inside(folder).filter(Files::isDirectory)
            .orElseThrow(() -> Trouble.notFound("there is no folder " + declared.folder().resolve(folder) + " to build an image from", ""));
        return Contexts.send(api, TarContext.of(path));
    }

    /// @param assembly name of the assembly, whatever the files say
    /// @param set      values that win over variables
    /// @param values   files of values, which win over variables too, but not over `set`
    /// @param profiles parts to take along
    /// @param dialect  by whose rules compose files are read; none: what they look like
    /// @param cluster  that runs what compose files declare; none: what they say, or this machine's engine
    /// @param prune    whether what is no longer declared goes away
    public record Choices(Optional<String> assembly, Map<String, String> set, List<ValuesFile> values, List<String> profiles, Optional<String> dialect, Optional<String> cluster, boolean prune) {
        public Choices {
            set = new TreeMap<>(set);
            values = List.copyOf(values);
            profiles = List.copyOf(profiles);
        }
    }
}
