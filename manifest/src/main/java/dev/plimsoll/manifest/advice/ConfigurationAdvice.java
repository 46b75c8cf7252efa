package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.Mount;
import java.util.regex.Pattern;

/// Configuration and what is built (factors II, III and V: dependencies, configuration, releases).
final class ConfigurationAdvice {
    private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)");
    /// A URL with a password in it.
    private static final Pattern WITH_PASSWORD = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/@\\s:]*:[^/@\\s]+@.*");

    private ConfigurationAdvice() {}

    static void look(Advised advised) {
        var component = advised.component();
        component.environment().forEach((name, value) -> {
            if (!value.isEmpty() && (SECRET.matcher(name).matches() || WITH_PASSWORD.matcher(value).matches())) {
                advised.warn("environment." + name, "SecretInEnvironment", "a secret in a variable is seen by everybody who may inspect the container, and by every program in it",
                    "make it a secret and let the program read the file; many images take NAME_FILE");
            }
        });
        if (component.build().isEmpty() && component.pin().isEmpty() && movingTag(component.image())) {
            advised.advise("image", "MovingTag", "which program runs depends on the day it was fetched", "name a version, or a digest");
        }
        component.mounts().stream().filter(m -> m instanceof Mount.Bind bind && bind.target().matches("/(app|src|code|usr/src/app|var/www(/html)?)")).forEach(m ->
            advised.advise("mounts", "CodeFromHost", "the program at " + m.target() + " comes from a folder of the host, so a release does not say what ran",
                "copy it into the image"));
    }

    private static boolean movingTag(String image) {
        var name = image.substring(image.lastIndexOf('/') + 1);
        return !image.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
    }
}
