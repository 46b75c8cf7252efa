package dev.plimsoll.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a text that is filled for each instance, written as Swarm writes it: `{{.Task.Slot}}`. Source: `template` of Docker's swarmkit.
public enum Placeholder {
    /// The instance's slot.
    SLOT("Task.Slot"),
    /// The engine's name for the instance.
    NAME("Task.Name"),
    /// The name of the engine's host.
    HOST("Node.Hostname");

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s{0,9}\\.([A-Za-z]{1,20}\\.[A-Za-z]{1,20})\\s{0,9}}}");

    private final String field;

    Placeholder(String field) {
        this.field = field;
    }

    public static boolean occurs(String text) {
        return text.contains("{{") && PLACE.matcher(text).results().anyMatch(found -> named(found.group(1)).isPresent());
    }

    /// The text with its places filled; what looks alike and is none stays.
    public static String fill(String text, Function<Placeholder, String> values) {
        return !text.contains("{{") ? text : PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found.group(1)).map(values).orElse(found.group())));
    }

    /// The one of a name such as `Task.Slot`.
    public static Optional<Placeholder> named(String field) {
        return Arrays.stream(values()).filter(p -> p.field.equals(field)).findFirst();
    }
}
