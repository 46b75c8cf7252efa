package dev.plimsoll.planning.minding;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is remembered of symptoms from one check-up to the next: since when they last, and what was tried. A symptom that comes back soon is the same one, so that no remedy is applied in a
/// loop.
///
/// @param at    when the last check-up was
/// @param known by symptom
public record Notes(Instant at, Map<String, Note> known) {
    public static final Notes NONE = new Notes(Instant.EPOCH, Map.of());
    /// So long without a symptom, and it is over.
    private static final Duration OVER = Duration.ofMinutes(30);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    public Notes {
        known = Map.copyOf(known);
    }

    /// @param since    first seen without a break
    /// @param last     last seen
    /// @param tries    remedies applied
    /// @param tried    when the last one was
    public record Note(Instant since, Instant last, int tries, Optional<Instant> tried) {
        /// When the next remedy may come: pauses double.
        boolean rested(Instant now) {
            if (tried.isEmpty()) {
                return true;
            }
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
            return !tried.get().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).isAfter(now);
        }
    }

    /// The same after another check-up that saw this symptom.
    Note seen(String symptom, Instant now) {
        var note = known.get(symptom);
        return note == null ? new Note(now, now, 0, Optional.empty()) : new Note(note.last().isBefore(at) ? now : note.since(), now, note.tries(), note.tried());
    }

    /// With these, and without what is long over.
    Notes with(Map<String, Note> seen, Instant now) {
        var all = new HashMap<>(known);
        all.putAll(seen);
        all.values().removeIf(note -> note.last().plus(OVER).isBefore(now));
        return new Notes(now, all);
    }

    /// A remedy was applied, with or without success.
    public Notes tried(Finding finding, Instant now) {
        var all = new HashMap<>(known);
        all.computeIfPresent(finding.symptom().id(), (_, note) -> new Note(note.since(), note.last(), note.tries() + 1, Optional.of(now)));
        return new Notes(at, all);
    }
}
