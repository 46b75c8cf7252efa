package dev.plimsoll.authority.enrolment;

import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How far a machine's boot is, in its own words.
///
/// @param step    what it is at: trust, enrol, firewall, scripts, engine, exporter, ready; later renew
/// @param outcome of that step
/// @param at      when the control plane heard it
/// @param lines   the last lines of its log, oldest first; of a failure only
public record BootReport(String step, Outcome outcome, Instant at, List<String> lines) {
    /// Lines kept at most.
    public static final int LINES = 50;
    private static final int LONGEST_LINE = 400;
    private static final Pattern STEP = Pattern.compile("[a-z]{1,20}");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    /// BEGUN and FAILED of one step; DONE when everything is.
    public enum Outcome { BEGUN, DONE, FAILED }

    public BootReport {
        lines = Values.list(lines);
    }

    /// What a machine sent.
    ///
    /// @throws Refused when it is no report
    static BootReport read(String step, String outcome, String text, Instant at) {
        if (!STEP.matcher(step).matches()) {
            throw new Refused(Refused.Why.UNFIT, "a step is a word of 1 to 20 letters a-z");
        }
        var known = List.of(Outcome.values()).stream().filter(o -> o.name().toLowerCase(Locale.ROOT).equals(outcome)).findFirst()
            .orElseThrow(() -> new Refused(Refused.Why.UNFIT, "an outcome is one of begun, done, failed"));
        var all = text.lines().map(BootReport::line).toList();
        return new BootReport(step, known, at, all.subList(Math.max(0, all.size() - LINES), all.size()));
    }

    /// Whether the machine has everything it was to have. Only such a one renews its certificate; that it could not is no reason to give it up.
    public boolean ready() {
        return outcome == Outcome.DONE && step.equals("ready") || step.equals("renew");
    }

    private static String line(String given) {
        var clean = CONTROLS.matcher(given.length() <= LONGEST_LINE ? given : given.substring(0, LONGEST_LINE) + "…").replaceAll(" ");
        return clean.stripTrailing();
    }
}
