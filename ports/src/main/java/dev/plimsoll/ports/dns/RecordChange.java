package dev.plimsoll.ports.dns;

import dev.plimsoll.model.dns.RecordSet;

/// One change of one set. It says what was there, so that nothing is changed that somebody else has changed meanwhile.
public sealed interface RecordChange {
    /// No set of this name and type may be there.
    record Create(RecordSet set) implements RecordChange {}

    /// The set is there as `before` and becomes `after`; both have the same name and type.
    record Replace(RecordSet before, RecordSet after) implements RecordChange {
        public Replace {
            if (!before.beside(after)) {
                throw new IllegalArgumentException(before + " cannot become " + after);
            }
        }
    }

    /// The set is there as `before` and goes. Absent is success.
    record Remove(RecordSet before) implements RecordChange {}

    /// What it is about.
    default RecordSet about() {
        return switch (this) {
            case Create(var set) -> set;
            case Replace(var _, var after) -> after;
            case Remove(var before) -> before;
        };
    }
}
