package dev.plimsoll.server;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.backup.BackupRefused;
import java.io.IOException;
import java.util.List;

/// Starts the control plane, or restores its state from a backup. Exit codes: 0 ended in good order · 1 failed · 3 usage · 6 another server holds the
/// state or took over, or the state or backup cannot be used.
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 3;
    private static final int LOCKED = 6;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            var options = ServerOptions.parse(List.of(arguments));
            if (options.restore().isPresent()) {
                System.err.println(new Restoration(options, options.restore().get()).carryOut());
            } else {
                serve(options);
            }
        } catch (IllegalArgumentException usage) {
            end(USAGE, usage.getMessage());
        } catch (StoreFailure.Unusable | BackupRefused unusable) {
            end(LOCKED, unusable.getMessage());
        } catch (IOException | StoreFailure failed) {
            end(FAILED, "the control plane cannot start: " + failed.getMessage());
        } catch (RuntimeException mistake) {
            mistake.printStackTrace();
            end(FAILED, "the control plane cannot start: " + mistake.getMessage());
        }
    }

    private static void serve(ServerOptions options) throws IOException, InterruptedException {
        var server = ControlPlaneServer.start(options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::stop));
        if (!server.serve()) {
            System.exit(LOCKED);
        }
    }

    private static void end(int code, String sentence) {
        System.err.println(sentence);
        Runtime.getRuntime().halt(code);
    }
}
