package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.util.Map;

/// What an instance's entry is known by.
public final class KeyTemplate {
    private static final int LONGEST = 1_000;

    private KeyTemplate() {}

    /// @throws InvalidValue when it is none
    public static void require(String key) {
        if (key == null || key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new InvalidValue("key is what an instance's entry is known by, such as https://bbb-{slot}.example.org, with 1 to " + LONGEST + " characters");
        }
        Places.key(key);
    }

    /// An instance's key; its places have to be known.
    public static String of(String key, Map<String, String> places) {
        return Template.of("key", key).fill(Escape.NOTHING, places::get);
    }
}
