package dev.plimsoll.model.machine;

import dev.plimsoll.model.Metadata;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// That one machine is to be emptied, and what becomes of it then. It lies on the machine as an annotation, because it is about this one and not about what is declared:
/// what takes its place does not have it.
///
/// @param purpose what becomes of it
/// @param within  how long it may take to be emptied
/// @param goOn    what runs there after that time is stopped; otherwise it is waited for, and said who blocks
/// @param forced  it leaves its cluster without asking whether the cluster survives
/// @param batch   machines of its pool that may be replaced at the same time; 1 or more
/// @param by      who wants it, such as upgrade/summer; empty: a person, or its pool
/// @param begun   since when it is being emptied; none: it was chosen, and its turn has not come
public record Departure(Purpose purpose, Duration within, boolean goOn, boolean forced, int batch, String by, Optional<Instant> begun) {
    public static final String ANNOTATION = "dev.plimsoll/departure";
    /// On a machine that is there only for as long as others are replaced.
    public static final String EXTRA = "dev.plimsoll/extra";
    /// How long a machine may take to be emptied when nobody says otherwise.
    public static final Duration USUAL = Duration.ofMinutes(5);

    /// DRAIN: it stays, empty, until somebody undoes that. REPLACE: another machine is ready first. REPLACE_IN_PLACE: another machine follows. REMOVE: nothing follows.
    public enum Purpose {
        DRAIN, REPLACE, REPLACE_IN_PLACE, REMOVE;

        public boolean replaces() {
            return this == REPLACE || this == REPLACE_IN_PLACE;
        }
    }

    /// What a pool wants when nobody has said more.
    public static Departure usual(Purpose purpose) {
        return new Departure(purpose, USUAL, true, false, 1, "", Optional.empty());
    }

    public Departure begunAt(Instant now) {
        return new Departure(purpose, within, goOn, forced, batch, by, Optional.of(now));
    }

    public Departure as(Purpose other) {
        return new Departure(other, within, goOn, forced, batch, by, begun);
    }

    /// Whether its time is over.
    public boolean overdue(Instant now) {
        return begun.filter(since -> !since.plus(within).isAfter(now)).isPresent();
    }

    /// Of a machine; none when there is none, or when the annotation was written by somebody who does not know how.
    public static Optional<Departure> of(Metadata machine) {
        return Optional.ofNullable(machine.annotations().get(ANNOTATION)).flatMap(Departure::read);
    }

    /// That a machine is to be emptied now; one that is deleted is, whether or not anybody said so.
    public static Optional<Departure> underWay(Metadata machine) {
        var written = of(machine).filter(d -> d.begun().isPresent());
        return machine.deletedAt().map(at -> written.orElseGet(() -> usual(Purpose.REMOVE).begunAt(at))).or(() -> written);
    }

    /// The machine with this departure.
    public Metadata on(Metadata machine) {
        var annotations = new LinkedHashMap<>(machine.annotations());
        annotations.put(ANNOTATION, text());
        return machine.withAnnotations(annotations);
    }

    /// The machine without any.
    public static Metadata none(Metadata machine) {
        var annotations = new LinkedHashMap<>(machine.annotations());
        annotations.remove(ANNOTATION);
        return machine.withAnnotations(annotations);
    }

    private String text() {
        return "purpose=" + purpose.name().toLowerCase(Locale.ROOT) + " within=" + within + " goOn=" + goOn + " forced=" + forced + " batch=" + batch
            + (by.isEmpty() ? "" : " by=" + by) + begun.map(at -> " begun=" + at).orElse("");
    }

    private static Optional<Departure> read(String text) {
        var words = new HashMap<String, String>();
        for (var word : text.strip().split(" +")) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
        }
        try {
            return Optional.of(new Departure(Purpose.valueOf(words.getOrDefault("purpose", "").toUpperCase(Locale.ROOT)), Duration.parse(words.getOrDefault("within", USUAL.toString())),
                flag(words, "goOn"), flag(words, "forced"), Math.max(1, Integer.parseInt(words.getOrDefault("batch", "1"))), words.getOrDefault("by", ""),
                Optional.ofNullable(words.get("begun")).map(Instant::parse)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean flag(Map<String, String> words, String name) {
        return "true".equals(words.get(name));
    }
}
