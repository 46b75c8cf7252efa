package dev.plimsoll.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.bench.run.Samples;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Shows figures: as a table for people, or as one JSON object a line.
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADINGS = List.of("figure", "plimsoll", "peer", "", "ratio", "target", "met");

    private Report() {}

    static void table(List<Figure> figures, PrintStream out) {
        var rows = new java.util.ArrayList<>(List.of(HEADINGS));
        figures.forEach(figure -> rows.add(row(figure)));
        var widths = IntStream.range(0, HEADINGS.size()).map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column)).repeat(' ', widths[column] - row.get(column).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    static void json(Figure figure, PrintStream out) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", figure.name()).put("value", rounded(figure.value())).put("unit", figure.unit());
        node.put("peer", figure.peer().map(Figure.Peer::name).orElse(null));
        node.put("peerValue", figure.peer().map(peer -> rounded(peer.samples().median())).orElse(null));
        node.put("ratio", figure.ratio().map(Report::rounded).orElse(null));
        node.put("target", figure.target().sentence(figure.unit()));
        node.put("met", figure.met().orElse(null));
        node.put("rounds", figure.samples().count()).put("lowest", rounded(figure.samples().lowest())).put("highest", rounded(figure.samples().highest()));
        out.println(node);
    }

    private static List<String> row(Figure figure) {
        return List.of(figure.name(), spread(figure.samples()) + " " + figure.unit(), figure.peer().map(peer -> spread(peer.samples())).orElse(""),
            figure.peer().map(Figure.Peer::name).orElse(""), figure.ratio().map(ratio -> number(ratio) + " ×").orElse(""), figure.target().sentence(figure.unit()),
            verdict(figure.met()));
    }

    private static String verdict(Optional<Boolean> met) {
        return met.map(yes -> yes ? "yes" : "NO").orElse("");
    }

    /// The median, and the lowest and highest when there was more than one round.
    private static String spread(Samples samples) {
        return samples.count() == 1 ? number(samples.median()) : "%s (%s–%s)".formatted(number(samples.median()), number(samples.lowest()), number(samples.highest()));
    }

    /// Three digits that count.
    private static String number(double value) {
        int digits = value == 0 ? 0 : Math.clamp(2 - (long) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static double rounded(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(4)).doubleValue();
    }
}
