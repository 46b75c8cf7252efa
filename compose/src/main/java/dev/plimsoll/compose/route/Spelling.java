package dev.plimsoll.compose.route;

import dev.plimsoll.compose.key.KeyTable;
import dev.plimsoll.compose.key.LabelKeys;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a label that nobody knows was probably meant to be, whole: a word misspelt, left out, or in the wrong place. Names that people chose stay as they are.
final class Spelling {
    private static final String FIRST = "traefik";
    private static final Map<String, KeyTable> HTTP = Map.of("routers", LabelKeys.ROUTER, "services", LabelKeys.SERVICE, "middlewares", LabelKeys.MIDDLEWARE);
    private static final Map<String, KeyTable> TCP = Map.of("routers", LabelKeys.TCP_ROUTER, "services", LabelKeys.TCP_SERVICE, "middlewares", LabelKeys.TCP_MIDDLEWARE);
    private static final List<String> SORTS = List.of("routers", "services", "middlewares");
    private static final int LONGEST = 200;

    private Spelling() {}

    /// `did you mean 'traefik.http.routers.shop.rule'?`
    static Optional<String> hint(String label) {
        return meant(label).filter(m -> !m.equalsIgnoreCase(label)).map(m -> "did you mean " + Quote.of(m) + "?");
    }

    /// The known label nearest to one that is not known; the label itself when all its words are known. None when nothing is near.
    static Optional<String> meant(String label) {
        if (label.length() > LONGEST || label.indexOf('.') < 0) {
            return Optional.empty();
        }
        var words = Arrays.asList(label.substring(label.indexOf('.') + 1).split("\\."));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var protocol = near(words.getFirst(), List.of("http", "tcp"));
        if (protocol.isPresent() && words.size() > 1) {
            return newer(protocol.get(), words.subList(1, words.size()));
        }
        return near(words.getFirst(), SORTS).isPresent() && words.size() > 1 ? newer("http", words)
            : field(String.join(".", words), Stream.concat(known(LabelKeys.TRAEFIK), known(LabelKeys.OLDER)).toList()).map(f -> FIRST + "." + f);
    }

    /// Whether a label begins nearly as Traefik's do, and goes on as they do.
    static boolean isNearly(String label) {
        int dot = label.indexOf('.');
        return dot > 0 && dot < 12 && !label.substring(0, dot).equalsIgnoreCase(FIRST) && near(label.substring(0, dot), List.of(FIRST)).isPresent()
            && label.substring(dot + 1).toLowerCase(Locale.ROOT).matches("(http|tcp|udp|frontend|backend|docker)\\..*|enabled?|port|protocol|weight");
    }

    /// @param words what follows the protocol: sort, name and field
    private static Optional<String> newer(String protocol, List<String> words) {
        var before = FIRST + "." + protocol + ".";
        var tables = protocol.equals("http") ? HTTP : TCP;
        var sort = near(words.getFirst(), SORTS);
        if (sort.isEmpty()) {
            // Which sort it is, is told by the field: only routers have rules.
            var field = String.join(".", words.subList(1, words.size()));
            return SORTS.stream().filter(s -> new LabelTable(tables.get(s)).knows(field)).findFirst().map(s -> before + s + "." + words.getFirst() + "." + field);
        }
        var known = known(tables.get(sort.get())).toList();
        if (words.size() == 2) {
            return field(words.get(1), known).map(f -> before + sort.get() + ".NAME." + f).or(() -> Optional.of(before + sort.get() + "." + words.get(1)));
        }
        if (words.size() < 3) {
            return Optional.empty();
        }
        var field = String.join(".", words.subList(2, words.size()));
        var table = new LabelTable(tables.get(sort.get()));
        return (table.knows(field) ? Optional.of(field) : field(field, known)).map(f -> before + sort.get() + "." + words.get(1) + "." + f);
    }

    /// A field that is written nearly so, or of which words were left out.
    private static Optional<String> field(String written, List<String> known) {
        var words = List.of(written.toLowerCase(Locale.ROOT).split("\\."));
        var first = words.getFirst();
        var same = known.stream().filter(k -> k.toLowerCase(Locale.ROOT).startsWith(first + ".")).toList();
        return Nearest.of(written, same).or(() -> known.stream().filter(k -> within(words, List.of(k.toLowerCase(Locale.ROOT).split("\\.")))).findFirst())
            .or(() -> near(first, known.stream().map(k -> k.split("\\.")[0]).distinct().toList()).filter(f -> !f.equalsIgnoreCase(first)).flatMap(f -> words.size() == 1 ? Optional.of(f)
                : field(f + written.substring(first.length()), known).or(() -> Optional.of(f))))
            .or(() -> Nearest.of(written, known));
    }

    /// Whether all words occur among others in this order.
    private static boolean within(List<String> words, List<String> others) {
        int at = 0;
        for (var other : others) {
            at += at < words.size() && words.get(at).equals(other) ? 1 : 0;
        }
        return at == words.size();
    }

    private static Stream<String> known(KeyTable table) {
        return table.treatments().keySet().stream().filter(k -> !k.contains("<") && !k.contains("[")).sorted(java.util.Comparator.comparing(String::length).thenComparing(k -> k));
    }

    private static Optional<String> near(String written, List<String> known) {
        return known.stream().filter(k -> k.equalsIgnoreCase(written)).findFirst().or(() -> Nearest.of(written, known));
    }
}
