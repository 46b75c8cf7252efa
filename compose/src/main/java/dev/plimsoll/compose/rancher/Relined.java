package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.rancher.template.Rendered;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.manifest.tree.YamlRules;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the YAML that a template became, and says of everything in which line of the template it stands.
final class Relined {
    private final Rendered rendered;
    /// What aliases share is changed once and stays shared.
    private final Map<Node, Node> done = new IdentityHashMap<>();

    private Relined(Rendered rendered) {
        this.rendered = rendered;
    }

    static List<Node> read(String file, Rendered rendered, Findings findings) {
        if (!rendered.moved()) {
            return Yaml.read(file, rendered.text(), YamlRules.OLD, findings);
        }
        var relined = new Relined(rendered);
        var found = new Findings();
        var documents = Yaml.read(file, rendered.text(), YamlRules.OLD, found);
        found.list().forEach(f -> relined.say(f, findings));
        return documents.stream().map(relined::node).toList();
    }

    /// Hints of the reader speak of lines too, and those would be wrong.
    private void say(Finding finding, Findings findings) {
        var mark = mark(new Mark(finding.file(), finding.line(), finding.column()));
        switch (finding.severity()) {
            case ERROR -> findings.error(mark, Trail.ROOT, finding.code(), finding.sentence() + " (after the template was filled in)");
            case WARNING -> findings.warning(mark, Trail.ROOT, finding.code(), finding.sentence(), Optional.empty());
            case NOTICE -> findings.notice(mark, Trail.ROOT, finding.code(), finding.sentence());
        }
    }

    private Mark mark(Mark mark) {
        return new Mark(mark.file(), rendered.sourceLine(mark.line()), mark.column());
    }

    private Node node(Node node) {
        var before = done.get(node);
        if (before != null) {
            return before;
        }
        var changed = switch (node) {
            case Node.Scalar scalar -> new Node.Scalar(mark(scalar.mark()), scalar.type(), scalar.text());
            case Node.Sequence sequence -> new Node.Sequence(mark(sequence.mark()), new ArrayList<>(sequence.items().stream().map(this::node).toList()));
            case Node.Tagged tagged -> new Node.Tagged(mark(tagged.mark()), tagged.tag(), node(tagged.node()));
            case Node.Mapping mapping -> {
                var entries = new LinkedHashMap<String, Node.Entry>();
                mapping.entries().forEach((name, entry) -> entries.put(name, new Node.Entry(mark(entry.mark()), node(entry.value()))));
                yield new Node.Mapping(mark(mapping.mark()), entries);
            }
        };
        done.put(node, changed);
        return changed;
    }
}
