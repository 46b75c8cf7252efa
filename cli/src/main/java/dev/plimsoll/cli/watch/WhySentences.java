package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why something is not level: from what was asked about down to the part that is in the way, how that failed with its last words, what was
/// tried, and what to do.
public final class WhySentences {
    private final Paint paint;
    private final Instant now;
    private final Optional<Integer> width;

    /// @param width to cut rows of runs to; none: never cut
    public WhySentences(Paint paint, Instant now, Optional<Integer> width) {
        this.paint = paint;
        this.now = now;
        this.width = width;
    }

    public List<String> lines(Json why) {
        var lines = new ArrayList<String>();
        var level = why.flag("level");
        lines.add(paint.strong(brief(why.text("key"))) + " is " + (level ? paint.good("level") : paint.bad("not level"))
            + since(why) + (why.items("chain").size() > 1 ? "" : why.some("sentence").map(s -> ": " + Paint.tame(s)).orElse("")));
        chain(why, lines);
        failure(why.at("lastFailure"), lines);
        runs(why.items("lastRuns"), lines);
        if (!why.items("next").isEmpty()) {
            lines.add("");
            lines.add(paint.strong("What to do"));
            why.items("next").forEach(n -> lines.add("  " + Paint.tame(n.text())));
        }
        return lines;
    }

    private void chain(Json why, List<String> lines) {
        var indent = "  ";
        for (var link : why.items("chain")) {
            if (link.text("key").equals(why.text("key"))) {
                continue;
            }
            lines.add(indent + (paint.symbols() ? "└ " : "`- ") + paint.strong(brief(link.text("key"))) + " " + paint.warn(link.text("reason")) + since(link)
                + link.some("sentence").map(s -> ": " + Paint.tame(s)).orElse("")
                + link.some("waitsFor").map(w -> paint.faint(" (waits for " + brief(w) + ")")).orElse(""));
            indent += "  ";
        }
    }

    private void failure(Json failure, List<String> lines) {
        if (failure.blank()) {
            return;
        }
        lines.add("");
        lines.add(paint.strong("Last failure") + ago(failure.text("at")) + failure.some("sentence").map(s -> ": " + Paint.tame(s)).orElse("")
            + (failure.number("inARow") > 1 ? " (" + failure.number("inARow") + " times in a row)" : ""));
        failure.items("logTail").forEach(l -> lines.add("  " + paint.faint(paint.symbols() ? "│ " : "| ") + Paint.tame(l.text())));
    }

    private void runs(List<Json> runs, List<String> lines) {
        if (runs.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(paint.strong("Last runs"));
        runs(runs).lines(false, width.map(w -> w - 2)).forEach(l -> lines.add("  " + l));
    }

    /// Runs as rows, newest first.
    public Table runs(List<Json> runs) {
        var table = new Table("AT", "CONTROLLER", "TRIGGER", "TOOK", "OUTCOME");
        runs.forEach(r -> table.row(Ages.clock(r.text("startedAt")), r.text("controller"), r.text("trigger"), Ages.millis(r.number("durationMs")),
            outcome(r)));
        return table;
    }

    /// What a run did and came to, on one line.
    public static String outcome(Json run) {
        var steps = run.items("steps");
        var did = steps.isEmpty() ? "" : Paint.tame(steps.getLast().text()) + (steps.size() > 1 ? " (step " + steps.size() + ")" : "") + "; ";
        var outcome = run.at("outcome");
        return did + (outcome.blank() ? "running" + run.some("progress").map(p -> ": " + Paint.tame(p)).orElse("")
            : words(outcome.text("type")) + outcome.some("reason").map(r -> ": " + Paint.tame(r)).orElse(""));
    }

    private static String words(String type) {
        return switch (type.replaceAll("[-_]", "").toLowerCase(java.util.Locale.ROOT)) {
            case "level" -> "level";
            case "lookagain" -> "looks again";
            case "waitingfor" -> "waits";
            case "failedretry" -> "failed, tries again";
            case "failedforgood" -> "failed";
            default -> type;
        };
    }

    private String since(Json part) {
        var age = Ages.age(part.text("since"), now);
        return age.equals("-") ? "" : paint.faint(" for " + age);
    }

    private String ago(String at) {
        var age = Ages.age(at, now);
        return age.equals("-") ? "" : paint.faint(" " + age + " ago");
    }

    private static String brief(String key) {
        var parts = key.split("/");
        return parts.length == 3 ? parts[0] + "/" + parts[2] : key;
    }
}
