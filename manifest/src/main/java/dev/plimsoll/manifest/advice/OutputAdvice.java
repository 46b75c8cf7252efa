package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.Mount;
import java.util.Locale;
import java.util.Set;

/// Output and its level (factor XI: logs are event streams).
final class OutputAdvice {
    private static final Set<String> LOUD = Set.of("debug", "trace", "verbose", "all", "finest");
    private static final Set<String> SWITCHES = Set.of("DEBUG", "APP_DEBUG", "FLASK_DEBUG", "DJANGO_DEBUG");

    private OutputAdvice() {}

    static void look(Advised advised) {
        var component = advised.component();
        component.mounts().stream().map(Mount::target).filter(t -> t.equals("/var/log") || t.startsWith("/var/log/") || t.endsWith("/logs")).forEach(target ->
            advised.advise("mounts", "LogsInFiles", "it seems to write its logs to files under " + target + ", where 'plimsoll logs' does not see them and nobody rotates them",
                "let it write to standard output"));
        component.logging().filter(l -> l.driver().equals("none")).ifPresent(_ -> advised.warn("logging.driver", "LogsLost", "its output goes nowhere, so nobody can tell why it failed",
            "use the driver json-file or local, with a limit"));
        component.logging().filter(l -> l.driver().equals("json-file") && !l.options().containsKey("max-size")).ifPresent(_ -> advised.advise("logging.options", "LogsUnlimited",
            "its output may fill the disk", "add max-size and max-file"));
        component.environment().forEach((name, value) -> {
            var upper = name.toUpperCase(Locale.ROOT);
            boolean level = (upper.endsWith("LOG_LEVEL") || upper.endsWith("LOGLEVEL") || upper.endsWith("LOGGING_LEVEL")) && LOUD.contains(value.toLowerCase(Locale.ROOT));
            if (level || SWITCHES.contains(upper) && (value.equals("1") || value.equalsIgnoreCase("true"))) {
                advised.advise("environment." + name, "Loud", "it says everything it does, which costs room and may show what should stay secret", "use info where people depend on it");
            }
        });
    }
}
