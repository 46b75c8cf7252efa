package dev.plimsoll.controllers;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Conditions for a status about to be written: one that still holds keeps the time since when it does.
public final class Conditions {
    /// Reason of a Level condition that holds.
    public static final String AS_DECLARED = "AsDeclared";

    private final Status before;
    private final Instant now;
    private final List<Condition> conditions = new ArrayList<>();

    /// @param before status as last written
    public Conditions(Status before, Instant now) {
        this.before = before;
        this.now = now;
    }

    /// States something.
    public Conditions state(String type, boolean holds, String reason, String sentence) {
        var since = before.condition(type).filter(c -> c.holds() == holds && c.reason().equals(reason)).map(Condition::since).orElse(now);
        conditions.add(new Condition(type, holds, reason, sentence, since));
        return this;
    }

    /// States that declared and real are equal.
    public Conditions level(String sentence) {
        return state(Condition.LEVEL, true, AS_DECLARED, sentence);
    }

    /// States that they are not, and why.
    public Conditions notLevel(String reason, String sentence) {
        return state(Condition.LEVEL, false, reason, sentence);
    }

    public List<Condition> list() {
        return List.copyOf(conditions);
    }
}
