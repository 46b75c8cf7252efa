package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.rancher.template.GoTemplate;
import dev.plimsoll.compose.rancher.template.TemplateData;
import dev.plimsoll.compose.source.Scope;
import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads a pair as one tree in the shape of the Compose specification: template, YAML, variables, `extends` file by file, then the second file laid
/// over the first, then what Rancher writes in its own way.
public final class PairLoader {
    private final Asked asked;
    private final Findings findings;
    private final String project;
    private final Map<String, Optional<Node.Mapping>> documents = new LinkedHashMap<>();

    /// @param project for `.Environment.Name`
    public PairLoader(Asked asked, Findings findings, String project) {
        this.asked = asked;
        this.findings = findings;
        this.project = project;
    }

    /// A tree with the scope in which its names were looked up: that of the caller, and behind it the defaults of questions.
    public record Loaded(Node.Mapping tree, Scope scope) {}

    /// The merged tree; an empty map when no file can be read.
    ///
    /// @param stack the assembly's name
    public Loaded load(List<String> files, Scope scope, String stack) {
        var questions = new LinkedHashMap<String, Question>();
        files.forEach(file -> asked.file(file).ifPresent(text -> questions.putAll(Questions.of(file, text, findings))));
        var answers = Answers.checked(scope, questions, findings);
        var data = new TemplateData(answers::value, stack, project);
        var dollars = new Dollars(answers, answers.passwords(), findings);
        var merge = new PairMerge(findings);
        Optional<Node.Mapping> merged = Optional.empty();
        for (var file : files) {
            var document = document(file, data, dollars).map(d -> new Extends(merge, findings, other -> document(other, data, dollars)).resolved(file, d));
            merged = merged.isEmpty() ? document : document.isEmpty() ? merged : Optional.of(merge.files(merged.get(), document.get()));
        }
        var tree = merged.orElseGet(() -> Node.Mapping.empty(files.isEmpty() ? Mark.NOWHERE : Mark.of(files.getFirst())));
        return new Loaded(new Stack(stack, tree, findings).specified(), scope.withDefaults(answers.defaults()));
    }

    /// A file with variables put in, in one layout.
    private Optional<Node.Mapping> document(String file, TemplateData data, Dollars dollars) {
        if (!documents.containsKey(file)) {
            documents.put(file, Optional.empty());
            documents.put(file, read(file, data).map(m -> new Layout(findings).unified(m, PairNames.isRancherFile(file))).map(m -> filled(m, dollars)));
        }
        return documents.get(file);
    }

    private Optional<Node.Mapping> read(String file, TemplateData data) {
        var text = asked.file(file);
        if (text.isEmpty() && asked.lacks(file)) {
            findings.error(Mark.of(file), Trail.ROOT, "NoSuchFile", "there is no such file");
        }
        var read = text.flatMap(t -> GoTemplate.rendered(file, t, data, findings)).map(r -> Relined.read(file, r, findings)).orElse(List.of());
        if (read.size() > 1) {
            findings.error(read.get(1).mark(), Trail.ROOT, "TooMany", "a file of a pair has one document");
        }
        if (!read.isEmpty() && !(read.getFirst() instanceof Node.Mapping)) {
            findings.error(read.getFirst().mark(), Trail.ROOT, "WrongType", "this should be a map of services, not " + read.getFirst().what());
        }
        return read.isEmpty() || !(read.getFirst() instanceof Node.Mapping mapping) ? Optional.empty() : Optional.of(mapping);
    }

    private Node.Mapping filled(Node.Mapping document, Dollars dollars) {
        var scalars = new OldScalars(findings);
        var entries = new LinkedHashMap<String, Node.Entry>();
        document.entries().forEach((group, entry) -> {
            var trail = Trail.ROOT.to(group);
            var named = group.equals("services") ? entry.value() : names(entry.value(), trail, dollars);
            var value = dollars.in(named, trail);
            entries.put(group, new Node.Entry(entry.mark(), group.equals("services") && value instanceof Node.Mapping services ? each(services, scalars, trail)
                : value instanceof Node.Mapping shared ? scalars.service(shared, trail) : value));
        });
        return new Node.Mapping(document.mark(), entries);
    }

    private static Node.Mapping each(Node.Mapping services, OldScalars scalars, Trail trail) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        services.entries().forEach((name, entry) -> entries.put(name, entry.value() instanceof Node.Mapping service
            ? new Node.Entry(entry.mark(), scalars.service(service, trail.to(name))) : entry));
        return new Node.Mapping(services.mark(), entries);
    }

    /// Volumes are often named by a variable. Rancher left such a name as it is while it filled in those of the services, so no volume was meant;
    /// what its author meant is clear.
    private Node names(Node node, Trail trail, Dollars dollars) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().keySet().stream().noneMatch(n -> n.indexOf('$') >= 0)) {
            return node;
        }
        var entries = new LinkedHashMap<String, Node.Entry>();
        mapping.entries().forEach((name, entry) -> {
            var meant = dollars.in(name, entry.mark(), trail.to(name));
            if (!meant.equals(name)) {
                findings.notice(entry.mark(), trail.to(name), "Approximated", "variables in names were left alone by Rancher; here this is " + dev.plimsoll.manifest.tree.Quote.of(meant));
            }
            entries.put(meant, entry);
        });
        return new Node.Mapping(mapping.mark(), entries);
    }
}
