package dev.plimsoll.manifest.shape;

/// Shapes in words, for sentences and for `explain`.
public final class Described {
    private Described() {}

    /// Such as `a list of texts` or `a duration such as 10s`.
    public static String of(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "a text";
            case Shape.Truth _ -> "true or false";
            case Shape.Whole _ -> "a whole number";
            case Shape.Bytes _ -> "a size such as 64m";
            case Shape.Mode _ -> "a mode such as 0440";
            case Shape.Decimal _ -> "a number";
            case Shape.Span _ -> "a duration such as 10s";
            case Shape.Moment _ -> "a time such as 2026-03-01T12:00:00Z";
            case Shape.Rule _ -> "a rule such as Host(`shop.example.org`) && PathPrefix(`/api`)";
            case Shape.Choice choice -> "one of " + String.join(", ", choice.words());
            case Shape.Items items -> "a list, each " + of(items.item());
            case Shape.Named named -> "a map, each value " + of(named.value());
            case Shape.Maybe maybe -> of(maybe.inner());
            case Shape.OneOf oneOf -> "a map whose type is one of " + String.join(", ", oneOf.alternatives().keySet().stream().sorted().toList());
            case Fields _ -> "a map";
        };
    }
}
