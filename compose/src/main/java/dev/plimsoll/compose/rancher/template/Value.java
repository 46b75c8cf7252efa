package dev.plimsoll.compose.rancher.template;

/// A value inside a template. Answers are always texts.
sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Truth(boolean is) implements Value {}

    /// What counts as true in `if`, `and`, `or` and `not`: anything that is not empty.
    default boolean holds() {
        return switch (this) {
            case Text t -> !t.text().isEmpty();
            case Whole w -> w.number() != 0;
            case Truth t -> t.is();
        };
    }

    /// What is put into the text.
    default String shown() {
        return switch (this) {
            case Text t -> t.text();
            case Whole w -> Long.toString(w.number());
            case Truth t -> Boolean.toString(t.is());
        };
    }

    default String what() {
        return switch (this) {
            case Text _ -> "a text";
            case Whole _ -> "a number";
            case Truth _ -> "true or false";
        };
    }
}
