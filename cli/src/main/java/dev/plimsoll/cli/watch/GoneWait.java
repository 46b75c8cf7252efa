package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;

/// Waits until resources left the store, which they do only when everything outside that belonged to them left.
public final class GoneWait {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private final Session session;
    private final Api api;
    private final Duration atMost;

    public GoneWait(Session session, Api api, Duration atMost) {
        this.session = session;
        this.api = api;
        this.atMost = atMost;
    }

    /// @return DONE or TIMED_OUT
    public int until(Collection<Ref> deleted) throws IOException, InterruptedException {
        var left = new ArrayList<>(deleted);
        var deadline = System.nanoTime() + atMost.toNanos();
        try (var _ = new Interruption(session, () -> { }, "stopped watching; the deletion goes on")) {
            while (true) {
                for (var ref : java.util.List.copyOf(left)) {
                    if (api.find(ref.route()).isEmpty()) {
                        left.remove(ref);
                        session.say(ref + " is gone");
                    }
                }
                if (left.isEmpty()) {
                    return ExitCode.DONE;
                }
                if (System.nanoTime() > deadline) {
                    session.say("not gone yet: " + String.join(", ", left.stream().map(Ref::brief).toList()) + "; the deletion goes on");
                    return ExitCode.TIMED_OUT;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
