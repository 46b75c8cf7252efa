package dev.plimsoll.compose.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The reference `docs/compose.md` is the tables of this package, written down. `-Dgolden.update=true` writes it anew.
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/compose.md");
    private static final String START = "<!-- generated from the key tables -->\n";

    @Test
    void theReferenceSaysWhatTheTablesSay() throws IOException {
        var text = Files.readString(REFERENCE);
        var expected = text.substring(0, text.indexOf(START) + START.length()) + tables();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        } else {
            assertThat(text).isEqualTo(expected);
        }
    }

    private static String tables() {
        var tables = new LinkedHashMap<String, KeyTable>();
        tables.put("At the top", ComposeKeys.FILE);
        tables.put("Service", ComposeKeys.SERVICE);
        tables.put("build", ComposeKeys.BUILD);
        tables.put("deploy", ComposeKeys.DEPLOY);
        tables.put("deploy.resources.limits", ComposeKeys.LIMITS);
        tables.put("deploy.resources.reservations", ComposeKeys.RESERVATIONS);
        tables.put("deploy.restart_policy", ComposeKeys.RESTART_POLICY);
        tables.put("deploy.update_config", ComposeKeys.UPDATE);
        tables.put("healthcheck", ComposeKeys.HEALTH);
        tables.put("depends_on", ComposeKeys.DEPENDENCY);
        tables.put("logging", ComposeKeys.LOGGING);
        tables.put("env_file", ComposeKeys.ENV_FILE);
        tables.put("configs and secrets of a service", ComposeKeys.FILE_MOUNT);
        tables.put("ports", ComposeKeys.PORT);
        tables.put("volumes of a service", ComposeKeys.MOUNT);
        tables.put("volumes of a service: volume", ComposeKeys.MOUNT_VOLUME);
        tables.put("volumes of a service: bind", ComposeKeys.MOUNT_BIND);
        tables.put("volumes of a service: tmpfs", ComposeKeys.MOUNT_TMPFS);
        tables.put("networks of a service", ComposeKeys.ATTACHMENT);
        tables.put("Networks", ComposeKeys.NETWORK);
        tables.put("Networks: ipam", ComposeKeys.IPAM);
        tables.put("Networks: ipam.config", ComposeKeys.SUBNET);
        tables.put("Volumes", ComposeKeys.VOLUME);
        tables.put("Configs and secrets", ComposeKeys.CONTENT);
        var out = new StringBuilder();
        tables.forEach((title, table) -> section(out, title, table.treatments()));
        return out.toString();
    }

    private static void section(StringBuilder out, String title, Map<String, Treatment> treatments) {
        var sorted = new TreeMap<>(treatments);
        out.append("\n## ").append(title).append("\nHonoured: ").append(String.join(", ", sorted.entrySet().stream().filter(e -> e.getValue() instanceof Treatment.Honoured)
            .map(e -> "`" + e.getKey() + "`").toList())).append(".\n");
        if (sorted.values().stream().anyMatch(t -> !(t instanceof Treatment.Honoured))) {
            out.append("\n| Key | What becomes of it | Why | Instead |\n|---|---|---|---|\n");
        }
        sorted.forEach((key, treatment) -> {
            switch (treatment) {
                case Treatment.Honoured _ -> { }
                case Treatment.Noted(var why) -> out.append("| `").append(key).append("` | passed over, with a notice | ").append(why).append(" | |\n");
                case Treatment.Warned(var why, var hint) -> out.append("| `").append(key).append("` | passed over, with a warning | ").append(why).append(" | ").append(hint).append(" |\n");
                case Treatment.Refused(var why, var hint) -> out.append("| `").append(key).append("` | refused | ").append(why).append(" | ").append(hint).append(" |\n");
            }
        });
    }
}
