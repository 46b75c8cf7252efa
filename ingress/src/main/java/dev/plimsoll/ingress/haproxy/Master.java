package dev.plimsoll.ingress.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The master of a running HAProxy, by its own socket (management guide, section 9.4). It starts workers, and knows those it relieved. To reload, it executes itself
/// anew and reads the configuration; when that is bad it says so, and goes on minding the workers there are.
final class Master {
    static final String SOCKET = "master.sock";
    private static final Duration LOADING = Duration.ofSeconds(30);
    /// While it executes itself anew, nobody answers on its socket.
    private static final Duration ABSENCE = Duration.ofSeconds(3);
    private static final Duration LOOKING = Duration.ofMillis(4);
    private static final Pattern OLD_WORKER = Pattern.compile("(?m)^([0-9]+)\\s+\\[?worker");
    private static final Pattern FAILED = Pattern.compile("master\\s.*\\[failed: ([0-9]+)]");

    private final CommandSocket socket;

    Master(Path folder) {
        this.socket = new CommandSocket(folder, SOCKET);
    }

    /// What comes by itself, in its time.
    interface Fact {
        boolean holds() throws IOException, InterruptedException;
    }

    /// Tells a worker that a reload has relieved, but that still has connections.
    String command(String worker, String command) throws IOException {
        return socket.send("@!" + worker + " " + command);
    }

    /// Process ids of workers that reloads have relieved.
    ///
    /// @throws IOException when the master does not answer, so that nobody knows
    List<String> relieved() throws IOException, InterruptedException {
        var answer = processes();
        int from = answer.indexOf("# old workers");
        int to = answer.indexOf("# programs");
        return from < 0 ? List.of() : OLD_WORKER.matcher(answer.substring(from, to < from ? answer.length() : to)).results().map(r -> r.group(1)).toList();
    }

    /// Has the configuration in its folder loaded into a new worker, and waits until that one serves.
    ///
    /// @return whether it came to that; otherwise the worker before serves on
    /// @throws IOException when it came to neither in time
    boolean reload(Fact serves) throws IOException, InterruptedException {
        int failed = failed(processes());
        try {
            socket.send("reload");
        } catch (IOException usual) {
            // The master executes itself anew, which ends the connection.
        }
        for (long end = System.nanoTime() + LOADING.toNanos(); !serves.holds(); Thread.sleep(LOOKING)) {
            if (failures(failed) > failed) {
                return false;
            }
            if (System.nanoTime() > end) {
                throw new IOException("it did not load the configuration in " + LOADING.toSeconds() + " s");
            }
        }
        return true;
    }

    private int failures(int before) {
        try {
            return failed(socket.send("show proc"));
        } catch (IOException beginning) {
            return before;
        }
    }

    private String processes() throws IOException, InterruptedException {
        for (long end = System.nanoTime() + ABSENCE.toNanos(); true; Thread.sleep(LOOKING)) {
            try {
                return socket.send("show proc");
            } catch (IOException beginning) {
                if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    throw beginning;
                }
            }
        }
    }

    private static int failed(String processes) {
        return FAILED.matcher(processes).results().mapToInt(r -> Integer.parseInt(r.group(1))).findFirst().orElse(0);
    }
}
