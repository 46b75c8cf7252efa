package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes YAML 1.2 that YAML 1.1 readers understand the same way.
public final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/.]([A-Za-z0-9_./@+=:-]*[A-Za-z0-9_./@+=-])?( [A-Za-z0-9_./@+=(),'-]+)*");
    private static final Pattern MEANS_SOMETHING = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|[-+.]?[0-9._]+.*|\\.(inf|nan)|=|\\.");

    private Yaml() {}

    /// As one document, with a line end.
    public static String text(Json value) {
        var text = new StringBuilder();
        if (value.plain() instanceof Map<?, ?> || value.plain() instanceof List<?>) {
            write(value, 0, text);
        } else {
            text.append(scalar(value)).append('\n');
        }
        return text.toString();
    }

    private static void write(Json value, int depth, StringBuilder text) {
        if (value.plain() instanceof List<?>) {
            for (var item : value.items()) {
                text.repeat(' ', depth).append("- ");
                var nested = new StringBuilder();
                member(item, depth + 2, nested);
                // The first line of a nested object stands behind the dash.
                text.append(nested.charAt(0) == '\n' ? nested.substring(Math.min(nested.length(), depth + 3)) : nested.substring(1));
            }
        } else {
            value.members().forEach((name, member) -> {
                text.repeat(' ', depth).append(key(name)).append(':');
                member(member, member.plain() instanceof List<?> ? depth : depth + 2, text);
            });
        }
    }

    private static void member(Json member, int depth, StringBuilder text) {
        if (member.plain() instanceof String lines && lines.indexOf('\n') >= 0 && block(lines)) {
            text.append(" |").append(lines.endsWith("\n") ? lines.endsWith("\n\n") ? "+" : "" : "-").append('\n');
            lines.lines().forEach(l -> text.repeat(' ', l.isEmpty() ? 0 : depth).append(l).append('\n'));
        } else if (!member.blank() && (member.plain() instanceof Map<?, ?> || member.plain() instanceof List<?>)) {
            text.append('\n');
            write(member, depth, text);
        } else {
            text.append(' ').append(scalar(member)).append('\n');
        }
    }

    private static boolean block(String lines) {
        return !lines.startsWith(" ") && !lines.startsWith("\n") && !lines.startsWith("\t")
            && lines.chars().allMatch(c -> c == '\n' || c == '\t' || c >= 32 && c < 127 || c >= 160 && c < 0xD800);
    }

    private static String scalar(Json value) {
        return switch (value.plain()) {
            case null -> "null";
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case String text -> key(text);
            default -> value.text();
        };
    }

    private static String key(String text) {
        return PLAIN.matcher(text).matches() && !MEANS_SOMETHING.matcher(text).matches() ? text : JsonText.compact(text);
    }
}
