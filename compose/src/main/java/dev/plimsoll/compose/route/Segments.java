package dev.plimsoll.compose.route;

import dev.plimsoll.compose.key.LabelKeys;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The labels of one service for Traefik v1, taken apart: those of the service, and those of each of its segments, for which the service's are the defaults.
///
/// @param own       labels that count, by what follows `traefik.`, in lower case
/// @param segments  the same of segments, by their names
/// @param lost      the label that must not be lost and is not honoured
record Segments(Map<String, Label> own, Map<String, Map<String, Label>> segments, Optional<String> lost) {
    private static final LabelTable TABLE = new LabelTable(LabelKeys.OLDER);
    private static final LabelTable COMMON = new LabelTable(LabelKeys.TRAEFIK);
    /// As in Traefik 1.7, which is why names of segments may have dots.
    private static final Pattern SEGMENT = Pattern.compile("(.+?)\\.(port|portindex|portname|weight|protocol|backend|frontend\\.(?:.+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTION = Pattern.compile("(.+?)\\.(backend\\..+)", Pattern.CASE_INSENSITIVE);

    static Segments of(List<Label> labels, Findings findings) {
        var own = new LinkedHashMap<String, Label>();
        var segments = new LinkedHashMap<String, Map<String, Label>>();
        Optional<String> lost = Optional.empty();
        for (var label : labels) {
            var field = label.name().substring("traefik.".length()).toLowerCase(Locale.ROOT);
            var written = label.name().substring("traefik.".length());
            var segment = SEGMENT.matcher(written);
            var option = OPTION.matcher(written);
            boolean kept = true;
            boolean whole = TABLE.knows(field) || field.startsWith("frontend.") || field.startsWith("backend.");
            if (COMMON.knows(field)) {
                kept = keep(COMMON, label, field, own, findings);
            } else if (!whole && option.matches()) {
                label.warning(findings, "NotHonoured", "options of a backend cannot be set for segment " + Quote.of(option.group(1)) + "; Traefik passes over it, or takes it for another segment",
                    Optional.of("write traefik." + option.group(2) + " for all segments"));
            } else if (!whole && segment.matches()) {
                kept = keep(TABLE, label, segment.group(2).toLowerCase(Locale.ROOT), segments.computeIfAbsent(segment.group(1), _ -> new LinkedHashMap<>()), findings);
            } else {
                kept = keep(TABLE, label, field, own, findings);
            }
            lost = kept ? lost : lost.or(() -> Optional.of(label.name()));
        }
        return new Segments(own, segments, lost);
    }

    /// @return false when the label must not be lost and is
    private static boolean keep(LabelTable table, Label label, String field, Map<String, Label> into, Findings findings) {
        var fate = table.look(label, field, findings);
        if (fate == LabelTable.Fate.COUNTS) {
            into.put(field, label);
        }
        return fate != LabelTable.Fate.FORBIDS;
    }

    /// Whether a label belongs to no version in particular.
    static boolean isCommon(String field) {
        return COMMON.knows(field);
    }

    static void lookAtCommon(Label label, String field, Findings findings) {
        COMMON.look(label, field, findings);
    }

    /// Whether v1 knows a label, of the service or of a segment.
    static boolean isKnown(String field) {
        var segment = SEGMENT.matcher(field);
        return TABLE.knows(field) || segment.matches() && TABLE.knows(segment.group(2));
    }

    /// What counts for a segment: its own labels over the service's.
    Map<String, Label> of(String segment) {
        var both = new LinkedHashMap<>(own);
        both.putAll(segments.get(segment));
        return both;
    }
}
