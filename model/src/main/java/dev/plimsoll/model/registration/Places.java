package dev.plimsoll.model.registration;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What templates may ask for.
final class Places {
    static final String SECRET = "secret.";
    private static final Pattern ENTRY = Pattern.compile("secret\\.[a-zA-Z0-9._-]{1,200}");
    /// Known as long as the instance is there.
    private static final Set<String> INSTANCE = Set.of("address", "port", "slot", "instance", "component", "assembly", "project");
    /// Known of every entry, also when its instance is gone.
    private static final Set<String> ENTERED = Set.of("id", "key", "mark", "component", "assembly", "project");
    private static final Set<String> ADDED = Set.of("key", "mark", "address", "port", "slot", "instance", "component", "assembly", "project");
    private static final Set<String> ALWAYS = Set.of("mark", "component", "assembly", "project");

    private Places() {}

    static void key(String text) {
        require("key", text, INSTANCE, false);
    }

    static void list(String what, String text) {
        require(what, text, ALWAYS, true);
    }

    static void add(String what, String text) {
        require(what, text, ADDED, true);
    }

    static void entry(String what, String text) {
        require(what, text, ENTERED, true);
    }

    private static void require(String what, String text, Set<String> known, boolean secrets) {
        var all = String.join(", ", new TreeSet<>(known)) + (secrets ? " and secret.ENTRY" : "");
        Template.of(what, text).require(what, name -> known.contains(name) || secrets && ENTRY.matcher(name).matches(), all);
    }

    static void each(String what, Map<String, String> texts, java.util.function.BiConsumer<String, String> check) {
        texts.forEach((name, text) -> check.accept(what + " " + name, text));
    }
}
