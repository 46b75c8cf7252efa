package dev.plimsoll.cli.host;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Paint;
import java.util.List;
import java.util.Map;

/// One thing looked at on this machine.
///
/// @param name     what was looked at
/// @param state    see there
/// @param sentence what was found
/// @param hint     what to do; empty when there is nothing to do
public record Check(String name, State state, String sentence, String hint) {
    /// GOOD; NOTE: works, but worth knowing; MISSING: needed.
    public enum State { GOOD, NOTE, MISSING }

    static Check good(String name, String sentence) {
        return new Check(name, State.GOOD, sentence, "");
    }

    static Check note(String name, String sentence, String hint) {
        return new Check(name, State.NOTE, sentence, hint);
    }

    static Check missing(String name, String sentence, String hint) {
        return new Check(name, State.MISSING, sentence, hint);
    }

    /// A line, and below it what to do.
    public List<String> lines(Paint paint) {
        var symbol = switch (state) {
            case GOOD -> paint.good(paint.symbols() ? "✓" : "ok");
            case NOTE -> paint.warn("!");
            case MISSING -> paint.bad(paint.symbols() ? "✗" : "no");
        };
        var line = symbol + " " + paint.strong(name) + " ".repeat(Math.max(1, 15 - name.length())) + Paint.tame(sentence);
        return hint.isEmpty() ? List.of(line) : List.of(line, "    " + paint.faint("next: ") + hint);
    }

    /// For programs.
    public Json document() {
        return Json.of(Map.of("name", name, "state", state.name().toLowerCase(java.util.Locale.ROOT), "sentence", sentence, "hint", hint));
    }
}
