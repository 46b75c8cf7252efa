package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The status tree as lines: a symbol and a name, then the state, what is said about it, since when, and where it can be reached.
public final class TreeLines {
    /// Which instances are shown: not the only one of a level component, since it says the same; all; or all with the engine's names.
    public enum Instances { WHERE_THEY_TELL, ALL, NAMED }

    private final Paint paint;
    private final Instant now;
    private final Instances instances;

    public TreeLines(Paint paint, Instant now, Instances instances) {
        this.paint = paint;
        this.now = now;
        this.instances = instances;
    }

    public List<String> lines(Json tree) {
        var nodes = new ArrayList<Node>();
        collect(tree, "", "", nodes);
        var width = nodes.stream().mapToInt(n -> Paint.width(n.label)).max().orElse(0);
        var states = nodes.stream().mapToInt(n -> n.state.length()).max().orElse(0);
        var lines = new ArrayList<String>();
        nodes.forEach(n -> lines.add((n.label + " ".repeat(width - Paint.width(n.label) + 3) + paint.state(n.state, n.state)
            + " ".repeat(states - n.state.length() + 2) + n.text).stripTrailing()));
        tree.some("next").ifPresent(next -> lines.add(paint.warn("next: ") + Paint.tame(next)));
        return lines;
    }

    /// Trees that none of the others shows as a part: a pool stands in its cluster's.
    public static List<Json> roots(Collection<Json> trees) {
        var parts = trees.stream().flatMap(t -> t.items("children").stream()).map(c -> c.text("key")).filter(key -> !key.isEmpty()).collect(Collectors.toSet());
        return trees.stream().filter(t -> !parts.contains(t.text("key"))).toList();
    }

    /// The state of a node, also from servers that tell only whether it is level.
    public static String state(Json node) {
        return node.some("state").orElse(node.flag("level") ? "level" : "progressing");
    }

    private void collect(Json node, String ownPrefix, String childPrefix, List<Node> into) {
        var state = state(node);
        into.add(new Node(paint.faint(ownPrefix) + paint.symbol(state) + " " + name(node), state, text(node, state)));
        var children = shown(node);
        for (int i = 0; i < children.size(); i++) {
            var last = i == children.size() - 1;
            collect(children.get(i), childPrefix + (last ? corner("└─ ", "`- ") : corner("├─ ", "|- ")),
                childPrefix + (last ? "   " : corner("│  ", "|  ")), into);
        }
    }

    /// Instances are left out while all of a component are level and there is only one of them: they would only repeat it.
    private List<Json> shown(Json node) {
        var children = node.items("children");
        var repeats = children.size() == 1 && children.getFirst().text("kind").equals("instance") && state(node).equals("level");
        return repeats && instances == Instances.WHERE_THEY_TELL ? List.of() : children;
    }

    private String name(Json node) {
        var name = Paint.tame(node.text("name"));
        return switch (node.text("kind").toLowerCase(Locale.ROOT)) {
            case "assembly" -> paint.strong(name);
            case "instance" -> "instance " + node.number("slot") + (instances == Instances.NAMED ? paint.faint(" " + name) : "");
            case "route", "cluster", "pool" -> node.text("kind").toLowerCase(Locale.ROOT) + " " + name;
            default -> name;
        };
    }

    private String text(Json node, String state) {
        var parts = new ArrayList<String>();
        var release = node.number("release");
        if (release > 0) {
            parts.add("release " + release + (node.number("levelRelease") > 0 && node.number("levelRelease") != release && !state.equals("level")
                ? " (level was " + node.number("levelRelease") + ")" : ""));
        }
        node.some("cluster").ifPresent(cluster -> parts.add("on cluster/" + Paint.tame(cluster)));
        if (!state.equals("level")) {
            var sentence = sentence(node, state);
            parts.add(state.equals("failed") ? paint.bad(sentence) : sentence);
            node.some("progress").ifPresent(p -> parts.add(paint.faint(Paint.tame(p))));
        }
        var restarts = node.number("restarts");
        if (restarts > 0) {
            parts.add(paint.warn(restarts + (restarts == 1 ? " restart" : " restarts")));
        }
        var age = Ages.age(node.text("since"), now);
        parts.add(age.equals("-") ? "" : paint.faint(age));
        if (shown(node).isEmpty() || node.text("kind").equalsIgnoreCase("assembly")) {
            parts.addAll(Addresses.urls(reachable(node)).stream().map(paint::name).toList());
        }
        parts.removeIf(String::isEmpty);
        return String.join("  ", parts);
    }

    /// An assembly is what its components are, and they say more: it only counts them.
    private static String sentence(Json node, String state) {
        var children = node.items("children").stream().filter(c -> !c.text("kind").equalsIgnoreCase("route")).toList();
        var levels = children.stream().filter(c -> state(c).equals("level")).count();
        if (node.text("kind").equalsIgnoreCase("assembly") && levels < children.size()) {
            return levels + " of " + children.size() + (children.size() == 1 ? " component" : " components") + " level";
        }
        var sentence = node.some("sentence").or(() -> node.some("reason")).map(Paint::tame).orElse("");
        return sentence.equals(state) ? "" : sentence;
    }

    private static List<String> reachable(Json node) {
        var own = node.items("addresses").stream().map(Json::text).toList();
        return own.isEmpty() && node.items("children").size() == 1 && node.text("kind").equalsIgnoreCase("component")
            ? node.items("children").getFirst().items("addresses").stream().map(Json::text).toList() : own;
    }

    private String corner(String line, String ascii) {
        return paint.symbols() ? line : ascii;
    }

    private record Node(String label, String state, String text) {}
}
