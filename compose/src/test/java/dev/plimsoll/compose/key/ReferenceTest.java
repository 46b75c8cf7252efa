package dev.plimsoll.compose.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference `docs/compose-support.md` is the tables of this package, written down. `-Dgolden.update=true` writes it anew.
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/compose-support.md");
    private static final String START = "<!-- generated from the key tables -->\n";

    @Test
    void theReferenceSaysWhatTheTablesSay() throws IOException {
        var text = Files.readString(REFERENCE);
        var expected = text.substring(0, text.indexOf(START) + START.length()) + Stream.of(Place.values()).map(ReferenceTest::place).collect(Collectors.joining())
            + LabelKeys.all().entrySet().stream().map(e -> labels(e.getKey(), e.getValue())).collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        } else {
            assertThat(text).isEqualTo(expected);
        }
    }

    private static String place(Place place) {
        var tables = new LinkedHashMap<Dialect, Map<String, Treatment>>();
        for (var dialect : Dialect.values()) {
            tables.put(dialect, Keys.of(dialect).at(place).map(KeyTable::treatments).orElse(Map.of()));
        }
        var keys = new TreeSet<String>();
        tables.values().forEach(table -> keys.addAll(table.keySet()));
        var out = new StringBuilder("\n## " + place.title() + "\n| key | " + Stream.of(Dialect.values()).map(Dialect::word).collect(Collectors.joining(" | "))
            + " | one engine: how, why, and what instead | swarm (planned) |\n|---|" + "---|".repeat(Dialect.values().length + 2) + "\n");
        keys.forEach(key -> out.append(row(key, tables)).append(SwarmPlan.of(place, key).orElse("the same")).append(" |\n"));
        return out.toString();
    }

    /// Labels mean the same in every dialect.
    private static String labels(String before, KeyTable table) {
        var out = new StringBuilder("\n## labels `" + before + "…`\n| label | all dialects | how, why, and what instead |\n|---|---|---|\n");
        new TreeMap<>(table.treatments()).forEach((key, treatment) -> out.append("| `").append(key).append("` | ")
            .append(treatment instanceof Treatment.Refused ? "closes the route (warning)" : mark(treatment)).append(" | ").append(note(treatment).orElse("")).append(" |\n"));
        return out.toString();
    }

    private static String row(String key, Map<Dialect, Map<String, Treatment>> tables) {
        var said = new LinkedHashMap<String, List<String>>();
        tables.forEach((dialect, table) -> note(table.get(key)).ifPresent(note -> said.merge(note, List.of(dialect.word()), (a, b) ->
            Stream.concat(a.stream(), b.stream()).toList())));
        long having = tables.values().stream().filter(table -> table.containsKey(key)).count();
        var notes = said.entrySet().stream().map(e -> (e.getValue().size() == having ? "" : String.join(", ", e.getValue()) + ": ") + e.getKey()).collect(Collectors.joining("; "));
        return "| `" + key + "` | " + tables.values().stream().map(table -> mark(table.get(key))).collect(Collectors.joining(" | ")) + " | " + notes + " | ";
    }

    private static String mark(Treatment treatment) {
        return switch (treatment) {
            case null -> "–";
            case Treatment.Honoured(var remark) -> remark.isEmpty() ? "yes" : "yes, but";
            case Treatment.Noted _ -> "no (notice)";
            case Treatment.Warned _ -> "no (warning)";
            case Treatment.Refused _ -> "refused";
        };
    }

    private static Optional<String> note(Treatment treatment) {
        return Optional.of(switch (treatment) {
            case null -> "";
            case Treatment.Honoured(var remark) -> remark;
            case Treatment.Noted(var why) -> why;
            case Treatment.Warned(var why, var hint) -> hint.isEmpty() ? why : why + " – " + hint;
            case Treatment.Refused(var why, var hint) -> hint.isEmpty() ? why : why + " – " + hint;
        }).filter(note -> !note.isEmpty());
    }
}
