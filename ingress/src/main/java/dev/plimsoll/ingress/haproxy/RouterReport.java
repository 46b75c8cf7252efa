package dev.plimsoll.ingress.haproxy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a router says when it asks what it is to serve.
///
/// @param have    revision it serves; empty: none
/// @param refused revision it could not take; empty: none since it took one
/// @param words   why it could not, HAProxy's own
/// @param busy    requests and connections under way by server, as HAProxy calls it; counted only while servers are leaving
public record RouterReport(String have, String refused, String words, Map<String, Integer> busy) {
    private static final Pattern BUSY = Pattern.compile("busy ([A-Za-z0-9_.:-]{1,300}) ([0-9]{1,9})");
    private static final String SAID = "said ";
    private static final int LONGEST = 8_000;

    public RouterReport {
        busy = Map.copyOf(busy);
    }

    /// Reads the lines of a report: `said WORDS` and `busy SERVER NUMBER`; others are left alone.
    public static RouterReport read(String have, String refused, String text) {
        var words = new StringBuilder();
        var busy = new HashMap<String, Integer>();
        text.lines().forEach(line -> {
            var count = BUSY.matcher(line);
            if (line.startsWith(SAID) && words.length() < LONGEST) {
                words.append(line.substring(SAID.length())).append('\n');
            } else if (count.matches()) {
                busy.merge(count.group(1), Integer.valueOf(count.group(2)), Integer::sum);
            }
        });
        return new RouterReport(have, refused, words.toString(), busy);
    }
}
