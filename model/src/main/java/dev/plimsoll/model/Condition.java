package dev.plimsoll.model;

import java.time.Instant;

/// One thing that is so or not so about a resource, with a reason a machine can match and a sentence a person can read.
///
/// @param type     what is stated; [#LEVEL] is on every kind that is reconciled
/// @param holds    whether it is so
/// @param reason   stable CamelCase word, such as `ImageNotFound`
/// @param sentence what a person should know: which object, why, what next. Never holds a secret
/// @param since    when `holds` last changed
public record Condition(
    @Doc("What is stated, such as Level.") String type,
    @Doc("Whether it is so.") boolean holds,
    @Doc("A stable word for machines.") String reason,
    @Doc("A sentence for people.") String sentence,
    @Doc("When it last changed.") Instant since) {

    /// Declared and real are equal, and have been for the stability window.
    public static final String LEVEL = "Level";

    public Condition {
        reason = Values.text(reason);
        sentence = Values.text(sentence);
        since = Values.or(since, Instant.EPOCH);
    }
}
