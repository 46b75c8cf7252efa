package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @TempDir
    Path folder;

    @Test
    void everyVerbInTheIndexCanBeMadeAndHasHelp() {
        for (var entry : Verbs.all()) {
            var told = new Prompt(folder).run((entry.name() + " --help").split(" "));
            assertThat(told.exitCode()).as(entry.name()).isZero();
            assertThat(told.out()).as(entry.name()).startsWith("Usage: plimsoll " + entry.name());
        }
    }

    @Test
    void theVerbIsFoundBehindOptionsWithValues() {
        assertThat(Program.verbAt("-p", "get", "--state", "x", "status", "y")).isEqualTo(4);
        assertThat(Program.verbAt("--help")).isEqualTo(1);
    }

    @Test
    void optionsOfEveryVerbGoBeforeOrAfterIt() throws IOException {
        try (var api = new ReplayedApi()) {
            api.answers("GET /v1/projects/shop/assemblies", 200, "{\"items\": []}");
            var prompt = new Prompt(folder).with(api);
            assertThat(prompt.run("-p", "shop", "get", "assemblies").err()).contains("in project shop");
            assertThat(prompt.run("get", "assemblies", "-p", "shop").err()).contains("in project shop");
            assertThat(prompt.variable("PLIMSOLL_PROJECT", "shop").run("get", "assemblies").err()).contains("in project shop");
        }
    }

    @Test
    void withoutAControlPlaneItSaysHowToStartOne() throws IOException {
        var told = new Prompt(folder).run("get", "assemblies");
        assertThat(told.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(told.err()).contains("no control plane runs with the state folder " + folder.resolve(".plimsoll")).contains("plimsoll up");

        var api = new ReplayedApi();
        api.close();
        assertThat(new Prompt(folder).with(api).run("get", "assemblies").err()).contains("does not answer at " + api.address());
    }

    @Test
    void aWrongTokenIsNotAllowed() throws IOException {
        try (var api = new ReplayedApi()) {
            var prompt = new Prompt(folder).with(api);
            Files.writeString(folder.resolve(".plimsoll/token"), "other");
            assertThat(prompt.run("get", "assemblies").exitCode()).isEqualTo(ExitCode.NOT_ALLOWED);
        }
    }

    @Test
    void theNearestStateFolderAboveIsTaken() throws IOException {
        Files.createDirectories(folder.resolve(".plimsoll"));
        var below = Files.createDirectories(folder.resolve("a/b"));
        var nothing = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
        assertThat(StateFolder.find(java.util.Optional.empty(), new Prompt(below).shell(nothing, nothing))).isEqualTo(folder.resolve(".plimsoll"));
        var named = new Prompt(below).variable("PLIMSOLL_STATE", "../c").shell(nothing, nothing);
        assertThat(StateFolder.find(java.util.Optional.empty(), named)).isEqualTo(folder.resolve("a/c"));
        assertThat(StateFolder.find(java.util.Optional.of(Path.of("/x")), named)).isEqualTo(Path.of("/x"));
    }

    @Test
    void asksOnATerminalAndTakesNoForAnAnswer() throws IOException {
        try (var api = new ReplayedApi()) {
            api.answers("GET /v1/projects/default/assemblies/hello", 200, "{}").answers("DELETE /v1/projects/default/assemblies/hello", 202, "{}");
            var prompt = new Prompt(folder).with(api).on(new Shell.Terminal(true, true, true, 100, 30)).variable("NO_COLOR", "1");
            var no = prompt.typing("n\n").run("delete", "assembly/hello", "--volumes");
            assertThat(no.err()).contains("Delete assembly/hello with their volumes and all data in them? [y/N]").contains("nothing was deleted");
            assertThat(no.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(api.requests()).noneMatch(r -> r.line().startsWith("DELETE"));

            var yes = prompt.typing("y\n").run("delete", "assembly/hello", "--volumes", "--detach");
            assertThat(yes.exitCode()).isZero();
            assertThat(api.requests().getLast()).satisfies(r -> assertThat(r.query()).isEqualTo("volumes=true"));
        }
    }

    @Test
    void similarWordsAreFoundAndFarOnesAreNot() {
        assertThat(Similar.to("stauts", Verbs.names())).contains("status");
        assertThat(Similar.to("aplly", Verbs.names())).contains("apply");
        assertThat(Similar.to("desc", Verbs.names())).contains("describe");
        assertThat(Similar.to("xyz", Verbs.names())).isEmpty();
    }
}
