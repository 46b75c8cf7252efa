package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.watch.LevelWait;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;

/// Whether and how long to wait for what was asked for.
public final class WaitOptions implements Line.Part {
    boolean detach;
    Duration timeout = Duration.ofMinutes(10);

    @Override
    public void describe(Line line) {
        line.flag("-d, --detach", "do not wait until it is done", () -> detach = true)
            .option("--timeout", "DURATION", "longest wait, such as 90s or 10m (default: 10m); the work goes on after it", text -> timeout = Values.duration(text));
    }

    /// Waits until the assemblies are level, unless told not to, and says how it ended.
    int untilLevel(Collection<Ref> assemblies, Session session, Api api) throws IOException, InterruptedException {
        if (detach || assemblies.isEmpty()) {
            return ExitCode.DONE;
        }
        return new LevelWait(session, api, timeout).until(assemblies);
    }
}
