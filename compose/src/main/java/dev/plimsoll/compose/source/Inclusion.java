package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One entry of `include`.
///
/// @param files     to lay over each other
/// @param folder    to which their paths are relative
/// @param variables files of variables
record Inclusion(List<String> files, String folder, List<String> variables) {
    private static final List<String> KEYS = List.of("path", "project_directory", "env_file");

    static Optional<Inclusion> read(Node node, String includingFile, Trail trail, Findings findings) {
        var folder = BundlePath.folderOf(includingFile);
        if (node instanceof Node.Scalar) {
            return made(paths(node, folder, trail, findings), Optional.empty(), List.of());
        }
        if (!(node instanceof Node.Mapping mapping)) {
            findings.error(node.mark(), trail, "WrongType", "this should be a path or a map, not " + node.what());
            return Optional.empty();
        }
        mapping.entries().forEach((name, entry) -> {
            if (!KEYS.contains(name)) {
                findings.error(entry.mark(), trail.to(name), "UnknownKey", "unknown key", Nearest.hint(name, KEYS));
            }
        });
        return made(paths(mapping.get("path").orElse(Node.Scalar.nothing(node.mark())), folder, trail.to("path"), findings),
            mapping.get("project_directory").flatMap(d -> paths(d, folder, trail.to("project_directory"), findings).stream().findFirst()),
            mapping.get("env_file").map(f -> paths(f, folder, trail.to("env_file"), findings)).orElse(List.of()));
    }

    private static Optional<Inclusion> made(List<String> files, Optional<String> folder, List<String> variables) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var own = folder.orElseGet(() -> BundlePath.folderOf(files.getFirst()));
        return Optional.of(new Inclusion(files, own, variables.isEmpty() ? List.of(own.isEmpty() ? ".env" : own + "/.env") : variables));
    }

    private static List<String> paths(Node node, String folder, Trail trail, Findings findings) {
        var paths = new ArrayList<String>();
        for (var item : node instanceof Node.Sequence sequence ? sequence.items() : List.of(node)) {
            var written = item instanceof Node.Scalar scalar ? scalar.text() : "";
            var path = written.isEmpty() || written.contains("://") ? Optional.<String>empty() : BundlePath.resolve(folder, written);
            if (path.isEmpty()) {
                findings.error(item.mark(), trail, "PathOutside", Quote.of(written) + " is no path inside the declaration's folder",
                    Optional.of("put the file into the folder that holds the compose file"));
            }
            path.ifPresent(paths::add);
        }
        return paths;
    }
}
