package dev.plimsoll.compose.route;

import dev.plimsoll.compose.key.KeyTable;
import dev.plimsoll.compose.key.Treatment;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A table of labels, looked up by what is written.
final class LabelTable {
    private final Map<String, Treatment> exact = new HashMap<>();
    private final Map<Pattern, Treatment> patterns = new LinkedHashMap<>();

    LabelTable(KeyTable table) {
        table.treatments().forEach((key, treatment) -> {
            var lower = key.toLowerCase(Locale.ROOT);
            if (lower.contains("<") || lower.contains("[")) {
                patterns.put(Pattern.compile(lower.replace(".", "\\.").replace("[n]", "\\[[0-9]{1,4}\\]").replace("<name>", ".+").replace("<n>", "[^.]+")), treatment);
            } else {
                exact.put(lower, treatment);
            }
        });
    }

    /// What becomes of a label: it counts, it is passed over, or the route it belongs to must let nobody in.
    enum Fate { COUNTS, PASSED_OVER, FORBIDS }

    boolean knows(String field) {
        return treatment(field).isPresent();
    }

    /// Whether a route with this label lets nobody in.
    boolean refuses(String field) {
        return treatment(field).filter(t -> t instanceof Treatment.Refused).isPresent();
    }

    /// Says what becomes of a label, unless it is honoured.
    ///
    /// @param field what of the label's name the table is about
    Fate look(Label label, String field, Findings findings) {
        var lower = field.toLowerCase(Locale.ROOT);
        boolean off = label.value().isBlank() || label.value().equalsIgnoreCase("false");
        return switch (treatment(lower).orElse(null)) {
            case null -> {
                label.error(findings, "UnknownLabel", Quote.of(field) + " is no label of Traefik", Spelling.hint(label.name()));
                yield Fate.FORBIDS;
            }
            case Treatment.Honoured _ -> Fate.COUNTS;
            case Treatment _ when off -> Fate.PASSED_OVER;
            case Treatment.Noted(var why) -> {
                label.notice(findings, "NotHonoured", why);
                yield Fate.PASSED_OVER;
            }
            case Treatment.Warned(var why, var hint) -> {
                label.warning(findings, "NotHonoured", why, Optional.of(hint).filter(h -> !h.isEmpty()));
                yield Fate.PASSED_OVER;
            }
            case Treatment.Refused(var why, var hint) -> {
                label.warning(findings, "Closed", why + "; a route with it lets nobody in", Optional.of(hint));
                yield Fate.FORBIDS;
            }
        };
    }

    private Optional<Treatment> treatment(String field) {
        var lower = field.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(exact.get(lower)).or(() -> patterns.entrySet().stream().filter(p -> p.getKey().matcher(lower).matches()).map(Map.Entry::getValue).findFirst());
    }
}
