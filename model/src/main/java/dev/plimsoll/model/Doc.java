package dev.plimsoll.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One sentence about a field or kind for people: `plimsoll explain`, the JSON Schema and the reference are made from it.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Doc {
    /// The sentence. Units and defaults belong in it.
    String value();

    /// The value when the field is absent, as it would be written in a file; empty: the type's own (nothing, 0, false).
    String otherwise() default "";

    /// What a number means.
    Unit unit() default Unit.NONE;

    /// BYTES may be written as 64m or 1g. MODE is permission bits, written in octal with a leading zero.
    enum Unit { NONE, BYTES, MODE }
}
