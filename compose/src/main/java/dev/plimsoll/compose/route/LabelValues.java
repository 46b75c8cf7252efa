package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.shape.Scalars;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Values of labels by the names of their fields, in lower case. One that cannot be read is an error at its place, and read as if it were not there.
final class LabelValues {
    private final Map<String, Label> labels;
    private final Findings findings;

    LabelValues(Map<String, Label> labels, Findings findings) {
        this.labels = labels;
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    Map<String, Label> labels() {
        return labels;
    }

    Optional<Label> label(String field) {
        return Optional.ofNullable(labels.get(field));
    }

    boolean has(String field) {
        return labels.containsKey(field);
    }

    Optional<String> text(String field) {
        return label(field).map(l -> l.value().strip()).filter(v -> !v.isEmpty());
    }

    /// As Go reads them: 1, t, true and their opposites, in either case.
    boolean is(String field, boolean otherwise) {
        return read(field, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "t", "true" -> true;
            case "0", "f", "false" -> false;
            default -> throw new InvalidValue(Quote.of(text) + " is neither true nor false");
        }).orElse(otherwise);
    }

    Optional<Integer> whole(String field) {
        return read(field, text -> (Integer) Scalars.parse(new Shape.Whole(true), text));
    }

    Optional<Long> large(String field) {
        return read(field, text -> (Long) Scalars.parse(new Shape.Whole(false), text));
    }

    /// A duration such as 10s; a number alone is seconds.
    Optional<Duration> span(String field) {
        return read(field, text -> (Duration) Scalars.parse(new Shape.Span(), text.matches("[0-9]{1,9}") ? text + "s" : text));
    }

    <T> Optional<T> read(String field, Function<String, T> reading) {
        return text(field).flatMap(text -> made(labels.get(field), () -> reading.apply(text)));
    }

    /// Makes a value of the model; what its constructor refuses becomes a finding at the label.
    <T> Optional<T> made(Label at, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue invalid) {
            at.error(findings, "InvalidValue", Quote.line(invalid.getMessage()), Optional.empty());
            return Optional.empty();
        }
    }
}
