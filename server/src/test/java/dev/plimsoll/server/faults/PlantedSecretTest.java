package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A secret is planted, used, changed, written wrongly and makes an update fail; then its value is looked for everywhere it must not be (F48).
@Tag("docker")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PlantedSecretTest {
    private static final String ASSEMBLY = "planted";
    private static final String ASSEMBLIES = "/v1/projects/default/assemblies/";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String PASSWORD = "planted-" + UUID.randomUUID();
    private static final String CHANGED = "changed-" + UUID.randomUUID();

    @TempDir
    Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;
    private final Map<String, String> said = new LinkedHashMap<>();
    private RealServer server;

    @Test
    void isFoundWhereItIsUsedAndNowhereElse() throws IOException {
        engine.makeBusybox();
        try (var running = RealServer.started(folder.resolve("state"), Map.of("PLIMSOLL_LOG_LEVEL", "debug"))) {
            server = running;
            ask("preview", declaring(PASSWORD, "sleep"));
            ask("apply", declaring(PASSWORD, "sleep"));
            server.awaitLevel(ASSEMBLY);
            assertThat(engine.file(only("reader"), "/run/password")).contains(PASSWORD);
            assertThat(engine.inspected(only("web")).path("Config").path("Env").toString()).contains(PASSWORD);

            ask("preview", declaring(CHANGED, "sleep"));
            mistakes();
            ask("apply", declaring(CHANGED, "no-such-program"));
            Eventually.holds("the update failed", SOON, () -> server.api().assembly(ASSEMBLY).path("status").toString().contains("heldBack"), server::log);
            look();
            said.forEach((where, text) -> assertThat(text).as(where)
                .doesNotContain(PASSWORD, CHANGED, base64(PASSWORD), base64(CHANGED)));
            server.delete(ASSEMBLY);
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    /// Everything a person may get wrong with a secret in the hand: what is said about it must not repeat it.
    private void mistakes() {
        var head = "apiVersion: plimsoll/v1\nkind: Secret\nmetadata: {name: planted}\n";
        for (var wrong : List.of("spec: {data: {password: [" + CHANGED + "]}}", "spec: {data: {password: \"" + CHANGED, "spec: " + CHANGED,
            "spec: {data: {password: !" + CHANGED + "}}", "spec: {data: {password: *" + CHANGED + "}}", "spec: {data: {password: \"${" + CHANGED + "\"}}")) {
            for (var to : List.of("preview", "apply")) {
                var answer = server.api().send("POST", "/v1/" + to, Map.of("files", Map.of("a.yml", head + wrong), "order", List.of("a.yml"), "prune", false));
                said.merge("mistakes", answer.status() + " " + answer.body() + "\n", String::concat);
            }
        }
        var path = "/v1/projects/default/secrets/planted";
        said.put("a spec that is none", server.api().send("PUT", path, Map.of("spec", CHANGED)).body().toString());
        said.put("a value that is none", server.api().send("PUT", path, Map.of("spec", Map.of("data", Map.of("password", List.of(CHANGED))))).body().toString());
        said.put("no JSON", server.api().raw("PUT", path, "{\"spec\": {\"data\": {\"password\": \"" + CHANGED + "\" " + CHANGED).body().toString());
    }

    private void look() throws IOException {
        var api = server.api();
        for (var path : List.of("/v1/secrets", "/v1/projects/default/secrets/planted", ASSEMBLIES + ASSEMBLY, "/v1/projects/default/components/" + ASSEMBLY + "-web",
            "/v1/releases", ASSEMBLIES + ASSEMBLY + "/tree", ASSEMBLIES + ASSEMBLY + "/why", "/v1/runs?limit=1000", "/v1/inventory",
            "/metrics")) {
            said.put(path, api.text(path));
            assertThat(said.get(path)).as(path).contains(path.equals("/metrics") ? "plimsoll" : ASSEMBLY);
        }
        var revision = "id: " + api.send("GET", "/v1/projects/default/secrets/planted", null).body().path("metadata").path("revision").asLong();
        said.put("events", api.streamed("/v1/events?after=0", revision));
        said.put("watch", api.streamed("/v1/projects/default/secrets?watch=true&after=0", revision));
        said.put("backup", unpacked(api.text("/v1/backup")));
        said.put("process list", processes());
        said.put("log", server.log());
        try (var files = Files.walk(server.state())) {
            files.filter(Files::isRegularFile).forEach(file -> said.put("file " + file.getFileName(), characters(file)));
        }
        var web = (ObjectNode) engine.inspected(only("web"));
        ((ObjectNode) web.get("Config")).remove("Env");
        said.put("inspect of the one that has it in its environment, but for that", web.toString());
        said.put("inspect of the one that has it as a file", engine.inspected(only("reader")).toString());
    }

    private void ask(String to, String document) {
        var answer = server.api().send("POST", "/v1/" + to, Map.of("files", Map.of("a.yml", document), "order", List.of("a.yml")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        said.merge(to, answer.body().toString(), String::concat);
    }

    private static String declaring(String password, String program) {
        return """
            apiVersion: plimsoll/v1
            kind: Secret
            metadata: {name: planted}
            spec: {data: {password: "%1$s"}}
            ---
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: %2$s}
            spec:
              topology:
                components:
                  web:
                    image: "%3$s"
                    process: {command: [%4$s, "100000"], stopGrace: 0s}
                    secretEnvironment: {PASSWORD: {secret: planted, entry: password}}
                    update: {stability: 200ms, deadline: 20s}
                  reader:
                    image: "%3$s"
                    process: {command: [sleep, "100000"], stopGrace: 0s}
                    files: [{source: SECRET, name: planted, entry: password, target: /run/password}]
                    update: {stability: 200ms, deadline: 20s}
            """.formatted(password, ASSEMBLY, Containers.BUSYBOX, program);
    }

    private String only(String component) {
        return engine.running(ASSEMBLY, component).getFirst();
    }

    /// A backup is one line, then resources in gzip, then its checksum.
    private static String unpacked(String backup) throws IOException {
        var packed = backup.substring(backup.indexOf('\n') + 1, backup.length() - 65).getBytes(StandardCharsets.ISO_8859_1);
        return backup + new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String processes() throws IOException {
        var all = new StringBuilder();
        for (var process : ProcessHandle.allProcesses().toList()) {
            all.append(characters(Path.of("/proc", Long.toString(process.pid()), "cmdline"))).append('\n');
        }
        return all.toString();
    }

    /// Of any file, as characters that keep its bytes apart; none when it is gone.
    private static String characters(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
