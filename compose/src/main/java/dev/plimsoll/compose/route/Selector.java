package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Rancher's selectors of labels: conditions between commas, all of which must hold: `k = v`, `k != v`, `k`, `k in (a, b)`, `k notin (a, b)`. Commas count
/// only outside parentheses.
public final class Selector {
    private static final Pattern SETS = Pattern.compile("(?<key>[^\\s=!()]+)\\s+(?<word>in|notin)\\s*\\((?<values>[^()]*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EQUALS = Pattern.compile("(?<key>[^\\s=!()]+)\\s*(?:(?<sign>!=|=)\\s*(?<value>[^()=]*))?");
    private static final int LONGEST = 2_000;

    private final List<Condition> conditions;

    private Selector(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /// @param wanted whether the value must be among these, or must not; empty and wanted: any value will do
    private record Condition(String key, List<String> values, boolean wanted) {
        boolean holds(Map<String, String> labels) {
            var value = labels.get(key);
            return wanted ? value != null && (values.isEmpty() || values.contains(value)) : value == null || !values.contains(value);
        }
    }

    /// @throws InvalidValue when it is no selector
    public static Selector parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidValue("the selector has " + text.length() + " characters; at most " + LONGEST + " are read");
        }
        var conditions = new ArrayList<Condition>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.length())) {
                conditions.add(condition(text.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return new Selector(List.copyOf(conditions));
    }

    private static Condition condition(String text) {
        var sets = SETS.matcher(text);
        if (sets.matches()) {
            return new Condition(sets.group("key"), Arrays.stream(sets.group("values").split(",")).map(String::strip).toList(), sets.group("word").equalsIgnoreCase("in"));
        }
        var equals = EQUALS.matcher(text);
        if (!equals.matches()) {
            throw new InvalidValue(Quote.of(text) + " is no condition such as tier=web or tier in (web, api)");
        }
        return new Condition(equals.group("key"), equals.group("sign") == null ? List.of() : List.of(equals.group("value").strip()), !"!=".equals(equals.group("sign")));
    }

    public boolean selects(Map<String, String> labels) {
        return conditions.stream().allMatch(c -> c.holds(labels));
    }
}
