package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.screen.Paint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What would change, for people: `+` for new, `~` for changed with each field before and after, `-` for gone, below each what will be done outside, and
/// at the end a line that counts.
public final class PreviewScreen {
    private static final int MOST_STEPS = 8;
    private static final int MOST_TEXT = 100;
    private final Paint paint;
    private final String between;

    /// @param project left out of names
    public PreviewScreen(Paint paint, String project) {
        this.paint = paint;
        this.between = "/" + project + "/";
    }

    public List<String> lines(Json answer) {
        var lines = new ArrayList<String>();
        var steps = new LinkedHashMap<String, List<Json>>();
        answer.items("steps").forEach(s -> steps.computeIfAbsent(s.text("key"), _ -> new ArrayList<>()).add(s));
        for (var change : answer.items("changes")) {
            var mine = steps.remove(change.text("key"));
            var parts = parts(change, steps);
            if (!change.text("action").equals("unchanged") || mine != null || !parts.isEmpty()) {
                change(change, mine == null ? List.of() : mine, lines);
                parts.forEach((key, list) -> part(key, list, lines));
            }
        }
        steps.forEach((key, list) -> part(key, list, lines));
        if (!answer.items("undeclared").isEmpty()) {
            lines.add("  left in place though no longer declared: "
                + String.join(", ", answer.items("undeclared").stream().map(k -> brief(k.text())).toList()) + paint.faint(" (--prune removes it)"));
        }
        lines.add(count(answer));
        return lines;
    }

    /// Whether anything is declared anew or would be done.
    public static boolean changes(Json answer) {
        return answer.number("counts", "create") + answer.number("counts", "update") + answer.number("counts", "delete") > 0
            || !answer.items("steps").isEmpty();
    }

    /// Names of what would be deleted.
    public List<String> deleted(Json answer) {
        return answer.items("changes").stream().filter(c -> c.text("action").equals("delete")).map(c -> brief(c.text("key"))).toList();
    }

    /// Takes the steps of an assembly's components out of all steps: a component's key is the assembly's with its own name behind.
    private static Map<String, List<Json>> parts(Json change, Map<String, List<Json>> steps) {
        var prefix = change.text("key").replaceFirst("^assembly/", "component/") + "-";
        var parts = new LinkedHashMap<String, List<Json>>();
        if (change.text("key").startsWith("assembly/")) {
            steps.forEach((key, list) -> {
                if (key.startsWith(prefix)) {
                    parts.put(key, list);
                }
            });
            steps.keySet().removeAll(parts.keySet());
        }
        return parts;
    }

    private void part(String key, List<Json> steps, List<String> lines) {
        var actions = steps.stream().map(s -> s.text("action")).distinct().toList();
        change(Json.of(Map.of("key", key, "action", actions.size() == 1 ? actions.getFirst() : "update")), steps, lines);
    }

    private void change(Json change, List<Json> steps, List<String> lines) {
        var name = brief(change.text("key"));
        var ends = steps.stream().filter(s -> s.text("action").equals("delete")).count();
        lines.add(switch (change.text("action")) {
            case "create" -> paint.good("+ " + name);
            case "delete" -> paint.bad("- " + name);
            case "update" -> paint.warn("~ " + name) + (ends > 0 ? paint.strong("  replaces " + ends + (ends == 1 ? " instance" : " instances")) : "");
            default -> paint.faint("  " + name);
        });
        change.items("fields").forEach(f -> lines.add("    " + f.text("path") + ": " + (f.at("before").equals(f.at("after")) ? value(f.at("after"))
            : value(f.at("before")) + paint.faint(paint.symbols() ? " → " : " -> ") + value(f.at("after")))));
        steps.stream().limit(steps.size() > MOST_STEPS ? MOST_STEPS - 1 : MOST_STEPS)
            .forEach(s -> lines.add("    " + paint.faint(Paint.tame(s.text("sentence")))));
        if (steps.size() > MOST_STEPS) {
            lines.add("    " + paint.faint("and " + (steps.size() - MOST_STEPS + 1) + " steps more"));
        }
    }

    private String count(Json answer) {
        var counts = answer.at("counts");
        if (!changes(answer)) {
            var all = counts.number("unchanged");
            return "Nothing to change: " + (all == 1 ? "the one resource is" : "all " + all + " resources are") + " as declared.";
        }
        return paint.good(counts.number("create") + " to create") + ", " + paint.warn(counts.number("update") + " to change") + ", "
            + paint.bad(counts.number("delete") + " to delete") + ", " + counts.number("unchanged") + " unchanged.";
    }

    private static String value(Json value) {
        var text = value.exists() ? Paint.tame(JsonText.compact(value)) : "(none)";
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT - 1) + "…" : text;
    }

    private String brief(String key) {
        int at = key.indexOf(between);
        return at < 0 ? key : key.substring(0, at + 1) + key.substring(at + between.length());
    }
}
