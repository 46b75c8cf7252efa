package dev.plimsoll.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What the kernel knows about a process; see proc(5).
public final class ProcessFacts {
    /// Clock ticks a second; 100 on every Linux that counts here (sysconf(_SC_CLK_TCK)).
    private static final long TICKS = 100;

    private ProcessFacts() {}

    public static double residentMegabytes(long pid) {
        var line = read(pid, "status").lines().filter(l -> l.startsWith("VmRSS:")).findFirst()
            .orElseThrow(() -> new Command.Failed("process " + pid + " has no memory"));
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
    }

    /// Processor time used so far, of all threads, in user and system mode.
    public static Duration processorTime(long pid) {
        var text = read(pid, "stat");
        // The name in parentheses may hold blanks; the fields after it are numbered from 3.
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS);
    }

    private static String read(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), name));
        } catch (IOException gone) {
            throw new Command.Failed("process " + pid + " is gone");
        }
    }
}
