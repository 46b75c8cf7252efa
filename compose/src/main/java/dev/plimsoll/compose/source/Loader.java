package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Interpolation;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Loads compose files as one tree: variables are put into each file, then what it extends and includes is brought in, then the files are
/// laid over each other in the order given.
public final class Loader {
    private static final int DEEPEST_INCLUDE = 16;
    /// All inclusions together: files that include each other twice would double with every level.
    private static final int MOST_INCLUDES = 500;

    private final ParsedFiles parsed;
    private final Findings findings;
    private int includes;

    public Loader(ParsedFiles parsed, Findings findings) {
        this.parsed = parsed;
        this.findings = findings;
    }

    /// The merged tree of these files; an empty map when none can be read.
    ///
    /// @param folder the project's, to which the tree's paths are relative
    public Node.Mapping load(List<String> files, String folder, Scope scope) {
        return load(files, new Place(folder, scope, 0));
    }

    /// Where files are read for.
    record Place(String folder, Scope scope, int depth) {}

    private Node.Mapping load(List<String> files, Place place) {
        parsed.ahead(files);
        var layers = new ArrayList<Node.Mapping>();
        for (var file : files) {
            var extending = new Extending(file, place, path -> documents(path, place.scope()), findings);
            for (var document : documents(file, place.scope())) {
                layers.add(included(extending.resolved(document), file, place));
            }
        }
        return layers.isEmpty() ? Node.Mapping.empty(files.isEmpty() ? Mark.NOWHERE : Mark.of(files.getFirst()))
            : (Node.Mapping) Merge.clean(layers.size() == 1 ? layers.getFirst() : Merge.files(layers));
    }

    /// A file's documents with variables put in. Several documents in one file are laid over each other like several files.
    private List<Node.Mapping> documents(String path, Scope scope) {
        var maps = new ArrayList<Node.Mapping>();
        for (var document : parsed.documents(path)) {
            if (new Interpolation(scope, Interpolation.Names.BRACED_AND_BARE, findings).in(document, Trail.ROOT) instanceof Node.Mapping mapping) {
                maps.add(mapping);
            } else {
                findings.error(document.mark(), Trail.ROOT, "WrongType", "a compose file should be a map with services, not " + document.what());
            }
        }
        return maps;
    }

    private Node.Mapping included(Node.Mapping document, String file, Place place) {
        var include = document.get("include");
        if (include.isEmpty()) {
            return document;
        }
        var trail = Trail.ROOT.to("include");
        if (!(include.get() instanceof Node.Sequence sequence)) {
            findings.error(include.get().mark(), trail, "WrongType", "this should be a list, not " + include.get().what());
            return document;
        }
        includes += sequence.items().size();
        if (place.depth() >= DEEPEST_INCLUDE || includes > MOST_INCLUDES) {
            findings.error(sequence.mark(), trail, "TooDeep", "files include each other more than " + DEEPEST_INCLUDE + " deep or " + MOST_INCLUDES
                + " times; do they include themselves?");
            return document;
        }
        var entries = new LinkedHashMap<>(document.entries());
        entries.remove("include");
        var own = new Node.Mapping(document.mark(), entries);
        for (int i = 0; i < sequence.items().size(); i++) {
            var inclusion = Inclusion.read(sequence.items().get(i), file, trail.to(i), findings);
            if (inclusion.isPresent()) {
                own = imported(own, inclusion.get(), place, sequence.items().get(i).mark());
            }
        }
        return own;
    }

    private Node.Mapping imported(Node.Mapping own, Inclusion inclusion, Place place, Mark mark) {
        var inner = new Place(inclusion.folder(), place.scope().inner(inclusion.variables()), place.depth() + 1);
        var project = Rebase.project(load(inclusion.files(), inner), inclusion.folder(), place.folder());
        var entries = new LinkedHashMap<>(own.entries());
        for (var group : List.of("services", "networks", "volumes", "configs", "secrets")) {
            project.get(group).ifPresent(theirs -> entries.merge(group, new Node.Entry(theirs.mark(), theirs), (ours, added) ->
                new Node.Entry(ours.mark(), union(ours.value(), added.value(), Trail.ROOT.to(group), mark))));
        }
        return new Node.Mapping(own.mark(), entries);
    }

    private Node union(Node ours, Node theirs, Trail trail, Mark mark) {
        if (!(ours instanceof Node.Mapping mine && theirs instanceof Node.Mapping others)) {
            return ours.isNothing() ? theirs : ours;
        }
        var entries = new LinkedHashMap<>(mine.entries());
        others.entries().forEach((name, entry) -> {
            var before = entries.putIfAbsent(name, entry);
            if (before != null && !before.value().equals(entry.value())) {
                findings.error(mark, trail.to(name), "DuplicateName", Quote.of(name) + " is declared here and in an included file",
                    Optional.of("the included one is in " + entry.mark().file() + ", line " + entry.mark().line()));
            }
        });
        return new Node.Mapping(mine.mark(), entries);
    }
}
