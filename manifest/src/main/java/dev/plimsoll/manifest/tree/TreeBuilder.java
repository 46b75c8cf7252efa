package dev.plimsoll.manifest.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/// Builds trees from the parser's events, within limits on depth, number of documents and what aliases stand for.
final class TreeBuilder {
    private static final String MERGE = "<<";

    private final Origin origin;
    private final Parser parser;
    private final Findings findings;
    private final Map<String, Anchored> anchors = new HashMap<>();
    /// Of the document, with what aliases stand for.
    private long nodes;
    /// Of the file, aliases counted as one.
    private long written;
    private long aliased;
    private int deepest;

    TreeBuilder(Origin origin, Parser parser, Findings findings) {
        this.origin = origin;
        this.parser = parser;
        this.findings = findings;
    }

    /// What is read, and how.
    record Origin(String file, YamlRules rules) {}

    /// An anchored node, with the number of nodes it stands for and its height.
    private record Anchored(Node node, long nodes, int height) {}

    void documents(List<Node> documents) {
        parser.next();
        while (parser.checkEvent(Event.ID.DocumentStart)) {
            var start = mark(parser.next());
            if (documents.size() >= Limits.DOCUMENTS) {
                throw new Refused(start, "TooMany", "there are more than " + Limits.DOCUMENTS + " documents");
            }
            anchors.clear();
            nodes = 0;
            aliased = 0;
            var root = node(0);
            if (!root.isNothing()) {
                documents.add(root);
            }
            parser.next();
        }
    }

    private Node node(int depth) {
        var event = parser.next();
        var mark = mark(event);
        deepest = Math.max(deepest, depth);
        nodes++;
        if (++written > Limits.NODES) {
            throw new Refused(mark, "TooMany", "there are more than " + Limits.NODES + " values and names in this file");
        }
        if (depth > Limits.DEPTH) {
            throw new Refused(mark, "TooDeep", "lists and maps lie inside each other more than " + Limits.DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAlias(), mark, depth);
        }
        var anchor = ((NodeEvent) event).getAnchor();
        return anchor.isPresent() ? anchored(anchor.get(), event, mark, depth) : content(event, mark, depth);
    }

    private Node anchored(Anchor anchor, Event event, Mark mark, int depth) {
        long before = nodes;
        int outer = deepest;
        deepest = depth;
        var node = content(event, mark, depth);
        anchors.put(anchor.getValue(), new Anchored(node, nodes - before + 1, deepest - depth));
        deepest = Math.max(outer, deepest);
        return node;
    }

    /// An alias costs as much as what it stands for, so that ten lines cannot stand for a billion nodes. One inside its own anchor
    /// finds nothing, because an anchor is known only when its node is complete.
    private Node alias(Anchor anchor, Mark mark, int depth) {
        var target = anchors.get(anchor.getValue());
        if (target == null) {
            // Without the name: it may be a password that begins with '*' and was not quoted.
            throw new Refused(mark, "UnknownAlias", "no anchor of this name was completed before this alias (a text that begins with '*' must be in quotes)");
        }
        nodes += target.nodes();
        aliased += target.nodes();
        deepest = Math.max(deepest, depth + target.height());
        if (aliased > Limits.ALIASED_NODES) {
            throw new Refused(mark, "TooMany", "the aliases of this document stand for more than " + Limits.ALIASED_NODES + " nodes");
        }
        if (depth + target.height() > Limits.DEPTH) {
            throw new Refused(mark, "TooDeep", "with this alias, lists and maps lie inside each other more than " + Limits.DEPTH + " deep");
        }
        return target.node();
    }

    private Node content(Event event, Mark mark, int depth) {
        return switch (event) {
            case ScalarEvent scalar -> tagged(scalar.getTag(), mark, PlainScalars.of(scalar, mark, origin.rules()));
            case SequenceStartEvent start -> tagged(start.getTag(), mark, sequence(mark, depth));
            case MappingStartEvent start -> tagged(start.getTag(), mark, mapping(mark, depth));
            default -> throw new Refused(mark, "Syntax", "this is no YAML: a value was expected");
        };
    }

    private static Node tagged(Optional<String> tag, Mark mark, Node node) {
        return tag.filter(t -> !PlainScalars.CORE_TAGS.contains(t) && !t.equals("!")).<Node>map(t -> new Node.Tagged(mark, t, node)).orElse(node);
    }

    private Node sequence(Mark mark, int depth) {
        var items = new ArrayList<Node>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        parser.next();
        return new Node.Sequence(mark, items);
    }

    private Node mapping(Mark mark, int depth) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        var merges = new ArrayList<Node>(0);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            var key = node(depth + 1);
            var value = node(depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                findings.error(key.mark(), Trail.ROOT, "WrongType", "a name in a map must be a text, not " + key.what());
            } else if (name.text().equals(MERGE)) {
                merges.add(value);
            } else {
                put(entries, name, value);
            }
        }
        parser.next();
        merges.forEach(m -> merge(entries, m));
        return new Node.Mapping(mark, entries);
    }

    private void put(Map<String, Node.Entry> entries, Node.Scalar name, Node value) {
        var before = entries.put(name.text(), new Node.Entry(name.mark(), value));
        if (before != null) {
            var hint = Optional.of("the first one is in line " + before.mark().line());
            if (origin.rules() == YamlRules.OLD) {
                findings.warning(name.mark(), Trail.ROOT, "DuplicateKey", Quote.of(name.text()) + " is written twice in this map, and the last one counts", hint);
            } else {
                findings.error(name.mark(), Trail.ROOT, "DuplicateKey", Quote.of(name.text()) + " is written twice in this map", hint);
            }
        }
    }

    private void merge(Map<String, Node.Entry> entries, Node merged) {
        switch (merged) {
            case Node.Mapping mapping -> mapping.entries().forEach(entries::putIfAbsent);
            case Node.Sequence sequence -> sequence.items().forEach(item -> merge(entries, item));
            case Node.Scalar _, Node.Tagged _ -> findings.error(merged.mark(), Trail.ROOT, "WrongType", "'<<' takes a map or a list of maps, not " + merged.what());
        }
    }

    private Mark mark(Event event) {
        return event.getStartMark().map(m -> new Mark(origin.file(), m.getLine() + 1, m.getColumn() + 1)).orElseGet(() -> Mark.of(origin.file()));
    }

    /// The document goes beyond a limit or contradicts itself; reading the file ends here.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Mark mark;
        private final String code;

        Refused(Mark mark, String code, String sentence) {
            super(sentence, null, false, false);
            this.mark = mark;
            this.code = code;
        }

        Mark mark() {
            return mark;
        }

        String code() {
            return code;
        }
    }
}
