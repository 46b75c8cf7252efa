package dev.plimsoll.manifest.shape;

import java.util.List;
import java.util.Map;

/// What a value of the model looks like in a text.
public sealed interface Shape permits Shape.Simple, Shape.Items, Shape.Named, Shape.Maybe, Shape.OneOf, Fields {

    /// A value written as one scalar.
    sealed interface Simple extends Shape {}

    /// Any text; numbers and truth values are taken as they are written.
    record Text() implements Simple {}

    /// true or false.
    record Truth() implements Simple {}

    /// A whole number, an `int` when small.
    record Whole(boolean small) implements Simple {}

    /// A number of bytes, such as 67108864 or 64m.
    record Bytes() implements Simple {}

    /// Permission bits, such as 0444.
    record Mode() implements Simple {}

    /// A number with a fraction.
    record Decimal() implements Simple {}

    /// A duration, such as 1m30s.
    record Span() implements Simple {}

    /// A point in time (RFC 3339).
    record Moment() implements Simple {}

    /// Which requests a route takes, such as `Host(`a`) && PathPrefix(`/x`)`.
    record Rule() implements Simple {}

    /// One of some words: the constants' names in lower case.
    record Choice(List<Enum<?>> constants) implements Simple {
        public Choice {
            constants = List.copyOf(constants);
        }

        public static String word(Enum<?> constant) {
            return constant.name().toLowerCase(java.util.Locale.ROOT);
        }

        public List<String> words() {
            return constants.stream().map(Choice::word).toList();
        }
    }

    /// A list.
    record Items(Shape item) implements Shape {}

    /// A map from names.
    record Named(Shape value) implements Shape {}

    /// A value that may be absent.
    record Maybe(Shape inner) implements Shape {}

    /// One of several records; the field `type` says which.
    record OneOf(Class<?> type, Map<String, Fields> alternatives) implements Shape {
        public static final String SWITCH = "type";

        public OneOf {
            alternatives = Map.copyOf(alternatives);
        }

        public String wordOf(Object value) {
            return Shapes.alternativeWord(value.getClass());
        }
    }
}
