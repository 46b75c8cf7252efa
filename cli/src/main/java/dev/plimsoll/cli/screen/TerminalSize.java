package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.Shell.Terminal;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/// How large the terminal is, also after its window was resized. Java has no public way to hear of that, so the JDK's signal class is called by
/// reflection; where it is missing the size stays what it was.
public final class TerminalSize {
    private final AtomicReference<Terminal> size;
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> { });

    private TerminalSize(Terminal first) {
        size = new AtomicReference<>(first);
    }

    /// The size from now on.
    public static TerminalSize following(Terminal first) {
        var following = new TerminalSize(first);
        onSignal("WINCH", () -> {
            following.ask(first);
            following.listener.get().run();
        });
        return following;
    }

    /// A size that stays.
    public static TerminalSize fixed(Terminal size) {
        return new TerminalSize(size);
    }

    /// @param action called, on another thread, after each resize
    public void changed(Runnable action) {
        listener.set(action);
    }

    public Terminal now() {
        return size.get();
    }

    private void ask(Terminal first) {
        try {
            var stty = new ProcessBuilder("stty", "size").redirectInput(Path.of("/dev/tty").toFile()).start();
            var told = Terminal.told("", new String(stty.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip());
            size.set(new Terminal(first.in(), first.out(), first.err(), told.columns(), told.rows()));
        } catch (java.io.IOException noTerminal) {
            size.set(first);
        }
    }

    private static void onSignal(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    Thread.ofVirtual().start(action);
                }
                return method.getReturnType() == boolean.class ? self == arguments[0] : method.getReturnType() == int.class ? 0 : null;
            });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // The size stays what it was.
        }
    }
}
