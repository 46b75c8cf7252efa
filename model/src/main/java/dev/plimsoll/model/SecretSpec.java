package dev.plimsoll.model;

import java.util.Map;

/// Values nobody may read back. In files the values are plain text; before a secret reaches the store the API seals each
/// one (AES-256-GCM, see `docs/adr`), and only the step that hands a value to an engine opens it.
public record SecretSpec(@Doc("Values by name; sealed by the control plane, shown to nobody.") Map<String, String> data) implements Spec {
    /// Every sealed value starts with this; a value without it is plain text still to be sealed.
    public static final String SEALED_PREFIX = "sealed:v1:";

    public SecretSpec {
        data = Values.map(data);
        data.forEach((name, value) -> {
            Names.requireEntry(name);
            if (value.indexOf('\0') >= 0) {
                throw new InvalidValue("the value '" + name + "' holds a NUL character, which no variable can carry; encode it, for example in base64, and decode it where it is used");
            }
        });
    }

    /// Names only, so that no log or message can show a value by accident.
    @Override
    public String toString() {
        return "SecretSpec" + data.keySet();
    }
}
