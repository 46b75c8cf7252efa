package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Waits until a machine is empty, takes part again, or is gone, and says what it is at and who blocks.
public final class MachineWait {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final List<String> EMPTY = List.of("empty", "leaving", "out");

    private final Session session;
    private final Api api;
    private final Duration atMost;
    private String said = "";

    public MachineWait(Session session, Api api, Duration atMost) {
        this.session = session;
        this.api = api;
        this.atMost = atMost;
    }

    /// @return the [ExitCode]: DONE or TIMED_OUT
    public int untilGone(Ref machine) throws IOException, InterruptedException {
        return until(machine, Optional::isEmpty, machine + " is gone", "the removal goes on");
    }

    /// @param empty whether it is to be empty, or to take part again
    public int untilDrained(Ref machine, boolean empty) throws IOException, InterruptedException {
        return until(machine, there -> there.filter(m -> empty ? EMPTY.contains(m.text("status", "drain", "state")) : m.at("status", "drain").blank()).isPresent(),
            empty ? machine + " is empty" : machine + " takes part", "the work goes on");
    }

    private int until(Ref machine, Predicate<Optional<Json>> so, String done, String otherwise) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        try (var _ = new Interruption(session, () -> { }, "stopped watching; " + otherwise)) {
            while (true) {
                var there = api.find(machine.route());
                if (so.test(there)) {
                    session.say(done);
                    return ExitCode.DONE;
                }
                there.ifPresent(this::tell);
                if (System.nanoTime() > deadline) {
                    session.say("not done in time; " + otherwise + ". Look again with: plimsoll why " + machine);
                    return ExitCode.TIMED_OUT;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void tell(Json machine) {
        var blockers = machine.items("status", "drain", "blockers").stream().map(Json::text).toList();
        var now = blockers.isEmpty() ? machine.text("status", "drain", "sentence") : machine.text("status", "drain", "sentence") + ": " + String.join("; ", blockers);
        if (!now.isEmpty() && !now.equals(said)) {
            session.say(machine.text("metadata", "name") + ": " + now);
            said = now;
        }
    }
}
