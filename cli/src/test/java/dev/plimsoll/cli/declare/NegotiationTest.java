package dev.plimsoll.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Prompt;
import dev.plimsoll.cli.ReplayedApi;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NegotiationTest {
    private static final String DONE = """
        {"changes": [], "steps": [], "findings": [], "counts": {"unchanged": 1}, "fingerprint": "f", "resources": []}""";

    @TempDir
    Path folder;

    @Test
    void sendsWhatIsNeededAndTellsWhatIsNotThere() throws IOException {
        write("app/compose.yml", "services: {}");
        write("app/.env", "FROM_FILE=file\nBOTH=file");
        write("app/web.env", "A=1");
        write("app/web/Dockerfile", "FROM scratch");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 424, needs("""
                {"files": ["web.env", "absent.env"], "variables": ["FROM_FILE", "BOTH", "NOWHERE"], "contexts": ["web"]}"""));
            api.answers("POST /v1/preview", 200, DONE);
            var digest = TarContext.of(folder.resolve("app/web")).digest();
            api.answers("PUT /v1/contexts/" + digest.sha256(), 201, "{}");
            var told = new Prompt(folder).with(api).variable("BOTH", "environment").variable("UNASKED", "private").run("preview", "app", "--set", "X=1");
            assertThat(told.err()).isEmpty();
            assertThat(told.exitCode()).isZero();

            var asked = bodies(api);
            assertThat(asked.getFirst().members("variables")).isEmpty();
            var second = asked.getLast();
            assertThat(second.members("files")).isEqualTo(Map.of("compose.yml", Json.of("services: {}"), "web.env", Json.of("A=1")));
            assertThat(second.at("order").toString()).isEqualTo("[\"compose.yml\"]");
            assertThat(second.members("variables")).isEqualTo(Map.of("FROM_FILE", Json.of("file"), "BOTH", Json.of("environment")));
            assertThat(second.at("unset").toString()).isEqualTo("[\"NOWHERE\"]");
            assertThat(second.at("missing").toString()).isEqualTo("[\"absent.env\"]");
            assertThat(second.text("contexts", "web")).isEqualTo(digest.sha256());
            assertThat(second.text("set", "X")).isEqualTo("1");
            assertThat(second.text("folder")).as("a local control plane is told where the folder lies").isEqualTo(folder.resolve("app").toString());
            var sent = api.requests().stream().filter(r -> r.line().startsWith("PUT")).toList();
            assertThat(sent).singleElement().satisfies(r -> assertThat(r.body()).hasSize((int) digest.length()));
        }
    }

    @Test
    void whatIsNotHereIsToldAtOnceAndWhatIsHereOnlyWhenAsked() throws IOException {
        write("compose.yml", "services: {a: {image: \"x:${NOWHERE:-${NOR_HERE}}\", command: $BARE $$ESCAPED $$$TRIPLE ${SECRET} ${FROM_FILE} ${ } $ ${PLIMSOLL_BASE_IMAGE}}}");
        write("sub/other.yml", "services: {}");
        write(".env", "FROM_FILE=file");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 200, DONE);
            assertThat(new Prompt(folder).with(api).variable("SECRET", "hunter2").run("preview", "compose.yml", "sub/other.yml").err()).isEmpty();
            var asked = bodies(api).getFirst();
            assertThat(asked.at("unset").toString()).isEqualTo("[\"BARE\",\"NOR_HERE\",\"NOWHERE\",\"TRIPLE\"]");
            assertThat(asked.at("missing").toString()).isEqualTo("[\"sub/.env\"]");
            assertThat(asked.members("variables")).isEmpty();
        }
    }

    @Test
    void aStackKnowsNoDotEnv() throws IOException {
        write("app/compose.yml", "services: {}");
        write("app/.env", "TAG=7");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 424, needs("{\"variables\": [\"TAG\"]}")).answers("POST /v1/preview", 200, DONE);
            assertThat(new Prompt(folder).with(api).run("preview", "app", "--dialect", "stack").exitCode()).isZero();
            assertThat(bodies(api).getLast().at("unset").toString()).isEqualTo("[\"TAG\"]");
            assertThat(bodies(api).getLast().text("dialect")).isEqualTo("stack");
        }
    }

    @Test
    void aContextThatIsThereIsNotSentAgain() throws IOException {
        write("app/compose.yml", "services: {}");
        write("app/web/Dockerfile", "FROM scratch");
        try (var api = new ReplayedApi()) {
            api.answers("HEAD /v1/contexts/" + TarContext.of(folder.resolve("app/web")).digest().sha256(), 200, "");
            api.answers("POST /v1/preview", 424, needs("{\"contexts\": [\"web\"]}")).answers("POST /v1/preview", 200, DONE);
            assertThat(new Prompt(folder).with(api).run("preview", "app").exitCode()).isZero();
            assertThat(api.requests()).noneMatch(r -> r.line().startsWith("PUT"));
        }
    }

    @Test
    void aServerThatAsksForTheSameAgainIsNotAskedForEver() throws IOException {
        write("app/compose.yml", "services: {}");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 424, needs("{\"variables\": [\"X\"]}"));
            assertThat(new Prompt(folder).with(api).run("preview", "app").exitCode()).isEqualTo(1);
            assertThat(api.requests()).hasSize(2);
        }
    }

    @Test
    void aSavedPreviewIsAppliedWithItsFingerprintAndKeepsNoValues() throws IOException {
        write("app/compose.yml", "services: {}");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 200, DONE).answers("POST /v1/apply", 200, DONE);
            var prompt = new Prompt(folder).with(api);
            var saved = prompt.run("preview", "app", "-o", "json", "--set", "PASSWORD=hunter2");
            assertThat(saved.out()).contains("\"fingerprint\": \"f\"").doesNotContain("hunter2");
            write("change.json", saved.out());
            assertThat(prompt.run("apply", "--preview", "change.json").err()).contains("--set for PASSWORD");
            assertThat(prompt.run("apply", "--preview", "change.json", "--set", "PASSWORD=hunter2").exitCode()).isZero();
            assertThat(bodies(api).getLast().text("expect")).isEqualTo("f");
            write("other.json", "{}");
            assertThat(prompt.run("apply", "--preview", "other.json").err()).contains("is no saved preview");
        }
    }

    @Test
    void baseImageIsMadeOnlyWhenItCannotBeHad() throws IOException {
        write("app/compose.yml", "services: {}");
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 424, needs("{\"variables\": [\"PLIMSOLL_BASE_IMAGE\"]}")).answers("POST /v1/preview", 200, DONE);
            api.answers("POST /v1/images", 200, "{\"reference\": \"busybox:1.36\", \"did\": \"found\"}");
            assertThat(new Prompt(folder).with(api).run("preview", "app").err()).isEmpty();
            assertThat(bodies(api).getLast().at("unset").toString()).isEqualTo("[\"PLIMSOLL_BASE_IMAGE\"]");
        }
        try (var api = new ReplayedApi()) {
            api.answers("POST /v1/preview", 424, needs("{\"variables\": [\"PLIMSOLL_BASE_IMAGE\"]}")).answers("POST /v1/preview", 200, DONE);
            api.answers("POST /v1/images", 404, "{\"code\": \"not-found\"}").answers("POST /v1/images", 200, "{\"did\": \"found\"}");
            assertThat(new Prompt(folder).with(api).run("preview", "app").err()).isEmpty();
            assertThat(bodies(api).getLast().text("variables", "PLIMSOLL_BASE_IMAGE")).isEqualTo("plimsoll/busybox:offline");
        }
    }

    private static java.util.List<Json> bodies(ReplayedApi api) {
        return api.requests().stream().filter(r -> r.line().equals("POST /v1/preview") || r.line().equals("POST /v1/apply")).map(r -> {
            try {
                return JsonText.read(r.text());
            } catch (IOException noJson) {
                throw new java.io.UncheckedIOException(noJson);
            }
        }).toList();
    }

    private static String needs(String needs) {
        return "{\"code\": \"needs\", \"detail\": \"more is needed\", \"needs\": " + needs + "}";
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }
}
