package dev.plimsoll.planning.minding;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.planning.minding.Finding.Standing;
import dev.plimsoll.planning.minding.Finding.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong with a cluster, and what of that is to be remedied now.
///
/// Promises, each with a test: nothing is done about what passes by itself within its patience; a remedy that did not help is tried again after growing pauses, at most [#MOST_TRIES] times;
/// at most one service and one node are under a remedy at a time; instances are spread anew only where that was asked for, and only while nothing else is wrong.
public final class Minding {
    /// Then a person is needed.
    public static final int MOST_TRIES = 5;
    /// So long a service or node is left to its remedy before another one gets its own.
    private static final Duration AT_WORK = Duration.ofSeconds(60);

    private final Notes notes;
    private final Instant now;
    private final Map<String, Notes.Note> seen = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean serviceAtWork;
    private boolean nodeAtWork;

    private Minding(Notes notes, Instant now) {
        this.notes = notes;
        this.now = now;
        notes.known().values().stream().flatMap(n -> n.tried().stream()).max(Instant::compareTo).ifPresent(last -> {
            boolean working = last.plus(AT_WORK).isAfter(now);
            serviceAtWork = working;
            nodeAtWork = working;
        });
    }

    /// @param findings in the order of their importance
    /// @param notes    to be handed in with the next check-up
    public record Judgement(List<Finding> findings, Notes notes) {}

    /// @param rebalance whether instances are to be spread anew when machines come back
    public static Judgement judge(CheckUp checkUp, Notes notes, boolean rebalance, Instant now) {
        var minding = new Minding(notes, now);
        Symptoms.of(checkUp).forEach(symptom -> minding.add(symptom, Symptoms.patience(symptom)));
        if (rebalance && minding.findings.isEmpty()) {
            Spreading.uneven(checkUp).ifPresent(symptom -> minding.add(symptom, Symptoms.patience(symptom)));
        }
        return new Judgement(List.copyOf(minding.findings), notes.with(minding.seen, now));
    }

    private void add(Symptom symptom, Duration patience) {
        var note = notes.seen(symptom.id(), now);
        seen.put(symptom.id(), note);
        findings.add(new Finding(symptom, note.since(), note.tries(), standing(symptom, note, patience)));
    }

    private Standing standing(Symptom symptom, Notes.Note note, Duration patience) {
        if (note.since().plus(patience).isAfter(now)) {
            return Standing.EARLY;
        }
        Optional<Remedy> remedy = symptom.remedyAfter(note.tries());
        if (remedy.isEmpty() || note.tries() >= MOST_TRIES) {
            return Standing.HELPLESS;
        }
        return note.rested(now) && free(remedy.get()) ? Standing.DUE : Standing.RESTING;
    }

    /// Whether nobody else is being moved; what moves nobody is always free.
    private boolean free(Remedy remedy) {
        return switch (remedy) {
            case Remedy.HandLogin _, Remedy.BringImage _, Remedy.RemoveFiles _, Remedy.Open _ -> true;
            case Remedy.Renew _ -> {
                boolean free = !serviceAtWork;
                serviceAtWork = true;
                yield free;
            }
            case Remedy.Bounce _, Remedy.Readmit _ -> {
                boolean free = !nodeAtWork;
                nodeAtWork = true;
                yield free;
            }
        };
    }
}
