package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.Names;
import dev.plimsoll.planning.Fingerprint;

/// Names of what belongs to something else: its own with an ending, cut and told apart where that would be too long.
final class SecretNames {
    private static final int PRINT = 8;

    private SecretNames() {}

    static String with(String name, String ending) {
        int room = Names.MAX_LENGTH - ending.length();
        return name.length() <= room ? name + ending : name.substring(0, room - PRINT - 1) + "-" + print(name) + ending;
    }

    /// Eight letters and digits that stand for a text.
    static String print(String text) {
        return Fingerprint.of("name", text).substring(0, PRINT);
    }
}
