package dev.plimsoll.server;

import dev.plimsoll.store.StoreFailure;
import java.io.IOException;
import java.util.List;

/// Starts the control plane, or restores its state from a backup. Exit codes: 0 ended in good order · 1 failed · 3 usage · 6 another server holds the
/// state, or it cannot be used.
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 3;
    private static final int LOCKED = 6;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var options = ServerOptions.parse(List.of(arguments));
            if (options.restore().isPresent()) {
                throw new IllegalArgumentException("restore is not there yet");
            }
            var server = ControlPlaneServer.start(options);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::stop));
            server.awaitEnd();
        } catch (IllegalArgumentException usage) {
            end(USAGE, usage.getMessage());
        } catch (StoreFailure.Unusable unusable) {
            end(LOCKED, unusable.getMessage());
        } catch (IOException | RuntimeException failed) {
            failed.printStackTrace();
            end(FAILED, "the control plane cannot start: " + failed.getMessage());
        }
    }

    private static void end(int code, String sentence) {
        System.err.println(sentence);
        Runtime.getRuntime().halt(code);
    }
}
