package dev.plimsoll.compose.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.Dialect;
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
        for (var place : Place.values()) {
            Keys.of(Dialect.COMPOSE).at(place).ifPresent(table -> tables.put(place.title(), table));
        }
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
