package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Shell.Terminal;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.http.Socket;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.screen.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Joins this terminal, or these streams, with a program in an instance.
public final class Terminals {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR_OUTPUT = 2;
    private static final int INPUT_ENDED = 3;
    private static final int SIZE = 4;
    private static final int END = 5;

    private final Session session;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    public Terminals(Session session) {
        this.session = session;
    }

    /// @param route of the program
    /// @param input whether what is typed goes to it
    /// @param tty   whether it gets a terminal
    /// @return its exit code
    public int join(Route route, boolean input, boolean tty) throws IOException {
        try (var socket = Socket.open(session.place(), route, listener())) {
            if (!tty) {
                return joined(socket, input);
            }
            try (var _ = new RawTerminal()) {
                var size = TerminalSize.following(session.shell().terminal());
                size.changed(() -> tell(socket, size.now()));
                tell(socket, size.now());
                return joined(socket, input);
            }
        }
    }

    private int joined(Socket socket, boolean input) {
        if (input) {
            Thread.ofPlatform().daemon().name("keys").start(() -> keys(socket));
        } else {
            socket.send(INPUT_ENDED, new byte[0], 0);
        }
        try {
            return end.join();
        } catch (CompletionException broken) {
            throw broken.getCause() instanceof Trouble trouble ? trouble : broken;
        } finally {
            session.out().flush();
        }
    }

    private void keys(Socket socket) {
        var buffer = new byte[8_192];
        try {
            for (int read = session.shell().in().read(buffer); read >= 0; read = session.shell().in().read(buffer)) {
                socket.send(INPUT, buffer, read);
            }
            socket.send(INPUT_ENDED, buffer, 0);
        } catch (IOException noTerminal) {
            socket.send(INPUT_ENDED, buffer, 0);
        }
    }

    private static void tell(Socket socket, Terminal size) {
        var text = JsonText.compact(Map.of("columns", size.columns(), "rows", size.rows())).getBytes(StandardCharsets.UTF_8);
        socket.send(SIZE, text, text.length);
    }

    private Socket.Listener listener() {
        return new Socket.Listener() {
            @Override
            public void message(int channel, ByteBuffer bytes) {
                var copy = new byte[bytes.remaining()];
                bytes.get(copy);
                switch (channel) {
                    case OUTPUT -> {
                        session.out().write(copy, 0, copy.length);
                        session.out().flush();
                    }
                    case ERROR_OUTPUT -> session.shell().err().write(copy, 0, copy.length);
                    case END -> ended(copy);
                    default -> { }
                }
            }

            @Override
            public void closed(String reason) {
                end.completeExceptionally(Trouble.failed("the connection to the program broke" + (reason.isEmpty() ? "" : ": " + reason), ""));
            }
        };
    }

    private void ended(byte[] document) {
        try {
            var told = JsonText.read(new String(document, StandardCharsets.UTF_8));
            if (told.at("problem").exists()) {
                end.completeExceptionally(new Trouble(ExitCode.FAILED, sentence(told.at("problem")), told.text("problem", "hint")));
            } else {
                end.complete((int) told.number("exitCode"));
            }
        } catch (IOException unreadable) {
            end.completeExceptionally(Trouble.failed("the control plane sent something that is no JSON", ""));
        }
    }

    private static String sentence(Json problem) {
        return problem.some("detail").or(() -> problem.some("title")).orElse("the program could not be run");
    }
}
