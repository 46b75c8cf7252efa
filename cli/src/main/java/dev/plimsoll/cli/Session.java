package dev.plimsoll.cli;

import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.ServerPlace;
import dev.plimsoll.cli.screen.Paint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/// What all verbs share: the shell they run in, the options every verb takes, and the control plane they speak to (found when first asked for).
public final class Session {
    private final Shell shell;
    private final GlobalOptions options;

    public Session(Shell shell, GlobalOptions options) {
        this.shell = shell;
        this.options = options;
    }

    GlobalOptions options() {
        return options;
    }

    public Shell shell() {
        return shell;
    }

    /// For data.
    public PrintStream out() {
        return shell.out();
    }

    /// Says something to the person, apart from the data.
    public void say(String line) {
        shell.out().flush();
        shell.err().println(line);
    }

    /// Colours for the data stream.
    public Paint paint() {
        return Paint.on(shell.terminal().out(), shell);
    }

    /// Colours for the talk stream.
    public Paint talkPaint() {
        return Paint.on(shell.terminal().err(), shell);
    }

    /// Columns to cut data to; none where nobody looks, for programs want the whole.
    public Optional<Integer> width() {
        return shell.terminal().out() ? Optional.of(shell.terminal().columns()) : Optional.empty();
    }

    /// Columns to cut talk to; none where nobody looks.
    public Optional<Integer> talkWidth() {
        return shell.terminal().err() ? Optional.of(shell.terminal().columns()) : Optional.empty();
    }

    /// The project given with `-p` or PLIMSOLL_PROJECT, or the usual one.
    public String project() {
        return givenProject().orElse(GlobalOptions.usualProject());
    }

    public Optional<String> givenProject() {
        return options.project.or(() -> shell.variable("PLIMSOLL_PROJECT"));
    }

    /// Folder of the control plane's state on this machine.
    public Path state() {
        return StateFolder.find(options.state, shell);
    }

    /// Whether the control plane was named by address, so that this machine's own does not matter.
    public boolean remote() {
        return options.server.isPresent() || shell.variable("PLIMSOLL_SERVER").isPresent();
    }

    /// Where the control plane answers.
    ///
    /// @throws Trouble when none runs
    public ServerPlace place() {
        return options.server.or(() -> shell.variable("PLIMSOLL_SERVER"))
            .map(address -> ServerPlace.named(address, token()))
            .orElseGet(() -> ServerPlace.in(state()).orElseThrow(() -> notRunning()));
    }

    /// The control plane.
    ///
    /// @throws Trouble when none is known
    public Api api() {
        return new Api(place());
    }

    private Optional<Path> token() {
        return options.tokenFile.or(() -> shell.variable("PLIMSOLL_TOKEN_FILE").map(Path::of)).map(shell.folder()::resolve);
    }

    private Trouble notRunning() {
        return Trouble.failed("no control plane runs with the state folder " + state(), "start one with: plimsoll up");
    }
}
