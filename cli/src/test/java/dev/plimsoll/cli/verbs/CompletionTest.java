package dev.plimsoll.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Prompt;
import dev.plimsoll.cli.ReplayedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    @TempDir
    Path folder;

    @Test
    void knowsVerbsOptionsKindsAndLiveNames() throws IOException {
        try (var api = new ReplayedApi()) {
            api.answers("GET /v1/projects/default/assemblies", 200, items("hello", "help-desk", "shop"));
            api.answers("GET /v1/projects/default/components", 200, items("hello-web", "hello-db"));
            api.answers("GET /v1/projects/shop/assemblies", 200, items("basket"));
            var prompt = new Prompt(folder).with(api);
            assertThat(candidates(prompt, "stat")).containsExactly("status");
            assertThat(candidates(prompt, "get", "comp")).containsExactly("components");
            assertThat(candidates(prompt, "get", "assembly", "he")).containsExactly("hello", "help-desk");
            assertThat(candidates(prompt, "get", "assembly/s")).containsExactly("assembly/shop");
            assertThat(candidates(prompt, "status", "-w", "s")).containsExactly("shop");
            assertThat(candidates(prompt, "scale", "hello", "")).containsExactly("web=", "db=");
            assertThat(candidates(prompt, "get", "-o", "j")).containsExactly("json");
            assertThat(candidates(prompt, "-p", "shop", "stat")).containsExactly("status");
            assertThat(candidates(prompt, "-p", "shop", "status", "")).containsExactly("basket");
            assertThat(candidates(prompt, "status", "--project", "shop", "")).containsExactly("basket");
            assertThat(candidates(prompt, "status", "--project=shop", "")).containsExactly("basket");
            assertThat(candidates(prompt, "status", "--wa")).containsExactly("--watch");
            assertThat(candidates(prompt, "apply", "-f", "x")).containsExactly(":files");
        }
    }

    @Test
    void staysSilentWhenNobodyAnswers() {
        var told = new Prompt(folder).run("__complete", "--", "status", "");
        assertThat(told).isEqualTo(new Prompt.Told(0, "", ""));
    }

    @Test
    void scriptsAreUnderstoodByTheirShells() throws Exception {
        for (var shell : List.of("bash", "zsh", "fish")) {
            var script = Files.writeString(folder.resolve("completion." + shell), new Prompt(folder).run("completion", shell).out());
            if (Stream.of("/bin/", "/usr/bin/").map(f -> Path.of(f + shell)).noneMatch(Files::isExecutable)) {
                continue;
            }
            var check = new ProcessBuilder(shell, "-n", script.toString()).redirectErrorStream(true).start();
            assertThat(new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).as(shell).isEmpty();
            assertThat(check.waitFor()).as(shell).isZero();
        }
    }

    private static List<String> candidates(Prompt prompt, String... words) {
        var all = Stream.concat(Stream.of("__complete", "--"), Stream.of(words)).toArray(String[]::new);
        return prompt.run(all).out().lines().map(l -> l.split("\t")[0]).toList();
    }

    private static String items(String... names) {
        return "{\"items\": [" + String.join(",", Stream.of(names).map(n -> "{\"metadata\": {\"name\": \"" + n + "\"}}").toList()) + "]}";
    }
}
