package dev.plimsoll.compose.stack;

import dev.plimsoll.compose.source.ParsedFiles;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Loads stack files as one tree: their versions must agree, variables are put into each, then they are laid over each other in the order given.
public final class StackFiles {
    private static final Pattern VERSION = Pattern.compile("3(\\.(\\d|1[0-4]))?");

    private final ParsedFiles parsed;
    private final Findings findings;

    public StackFiles(ParsedFiles parsed, Findings findings) {
        this.parsed = parsed;
        this.findings = findings;
    }

    /// The merged tree in the shape of the Compose specification; an empty map when none can be read.
    ///
    /// @param stack name of the stack
    public Node.Mapping load(List<String> files, Variables variables, String stack) {
        var interpolation = new StackInterpolation(variables, findings);
        var merge = new StackMerge(findings);
        var variablesOfFiles = new EnvFiles(parsed, files.isEmpty() ? "" : BundlePath.folderOf(files.getFirst()), variables, findings);
        Optional<Node.Mapping> merged = Optional.empty();
        Optional<Node.Scalar> version = Optional.empty();
        for (var file : files) {
            var documents = parsed.documents(file);
            if (documents.size() > 1) {
                findings.error(documents.get(1).mark(), Trail.ROOT, "TooMany", "a stack file is one document", Optional.of("write each into a file of its own"));
            }
            for (var document : documents.stream().limit(1).toList()) {
                if (!(interpolation.in(document, Trail.ROOT) instanceof Node.Mapping own)) {
                    findings.error(document.mark(), Trail.ROOT, "WrongType", "a stack file should be a map with services, not " + document.what());
                    continue;
                }
                version = version(own, version);
                var whole = files.size() > 1 ? variablesOfFiles.expanded(own) : own;
                merged = Optional.of(merged.map(below -> merge.files(below, whole)).orElse(whole));
            }
        }
        return merged.map(tree -> new StackRules(stack, new StackServices(variables, findings), findings).specified(tree))
            .orElseGet(() -> Node.Mapping.empty(files.isEmpty() ? Mark.NOWHERE : Mark.of(files.getFirst())));
    }

    /// A file without a version is of the newest.
    private Optional<Node.Scalar> version(Node.Mapping document, Optional<Node.Scalar> earlier) {
        var version = document.get("version").filter(v -> v instanceof Node.Scalar).map(v -> (Node.Scalar) v)
            .orElseGet(() -> Node.Scalar.text(document.mark(), "3"));
        var trail = Trail.ROOT.to("version");
        if (!VERSION.matcher(version.text()).matches()) {
            findings.error(version.mark(), trail, "InvalidValue", Quote.of(version.text()) + " is no version of stack files; they are 3.0 to 3.13",
                Optional.of("use --dialect compose, or version \"3.8\""));
        } else if (earlier.filter(e -> !e.text().equals(version.text())).isPresent()) {
            findings.error(version.mark(), trail, "Contradiction", "version " + Quote.of(version.text()) + " here, but " + Quote.of(earlier.get().text()) + " in "
                + earlier.get().mark().file() + "; all files of a stack have one version", Optional.of("write the same version into all of them"));
        }
        return earlier.or(() -> Optional.of(version));
    }
}
