package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.watch.LevelWait;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import picocli.CommandLine.Option;

/// Whether and how long to wait for what was asked for.
public final class WaitOptions {
    @Option(names = {"-d", "--detach"}, description = "do not wait until it is done")
    boolean detach;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = DurationText.class, description = "longest wait, such as 90s or 10m (default: 10m); the work goes on after it")
    Duration timeout = Duration.ofMinutes(10);

    /// Waits until the assemblies are level, unless told not to, and says how it ended.
    int untilLevel(Collection<Ref> assemblies, Session session, Api api) throws IOException, InterruptedException {
        if (detach || assemblies.isEmpty()) {
            return ExitCode.DONE;
        }
        return new LevelWait(session, api, timeout).until(assemblies);
    }
}
