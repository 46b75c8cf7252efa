package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.json.Json;
import java.util.List;
import java.util.Locale;

/// Findings on a declaration, one line each, in the form editors jump to: `compose.yml:12:5: error: services.web.imge: unknown key (did you mean 'image'?)`.
public final class Findings {
    private Findings() {}

    public static List<String> lines(List<Json> findings, Paint paint) {
        return findings.stream().map(f -> line(f, paint)).toList();
    }

    /// How many of a severity there are, for `ERROR`, `WARNING` or `NOTICE`.
    public static long count(List<Json> findings, String severity) {
        return findings.stream().filter(f -> f.text("severity").equalsIgnoreCase(severity)).count();
    }

    private static String line(Json finding, Paint paint) {
        var severity = finding.text("severity").toLowerCase(Locale.ROOT);
        var where = new StringBuilder(finding.text("file"));
        if (!where.isEmpty()) {
            if (finding.number("line") > 0) {
                where.append(':').append(finding.number("line"));
                where.append(finding.number("column") > 0 ? ":" + finding.number("column") : "");
            }
            where.append(": ");
        }
        return Paint.tame(where.toString()) + colour(severity, paint) + ": "
            + finding.some("path").map(p -> Paint.tame(p) + ": ").orElse("") + Paint.tame(finding.text("sentence"))
            + finding.some("hint").map(h -> paint.faint(" (" + Paint.tame(h) + ")")).orElse("");
    }

    private static String colour(String severity, Paint paint) {
        return switch (severity) {
            case "error" -> paint.bad(severity);
            case "warning" -> paint.warn(severity);
            default -> severity;
        };
    }
}
