package dev.plimsoll.compose.stack;

import dev.plimsoll.compose.source.EnvFile;
import dev.plimsoll.compose.source.Lists;
import dev.plimsoll.compose.source.ParsedFiles;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// `env_file` of several stack files. The Docker CLI puts the files' variables into each stack file's `environment` before it merges them, so what a later stack file brings in by
/// `env_file` wins over what an earlier one says under `environment`.
final class EnvFiles {
    private final ParsedFiles files;
    private final String folder;
    private final Variables variables;
    private final Findings findings;

    /// @param folder of the first stack file, to which all paths are relative
    EnvFiles(ParsedFiles files, String folder, Variables variables, Findings findings) {
        this.files = files;
        this.folder = folder;
        this.variables = variables;
        this.findings = findings;
    }

    Node.Mapping expanded(Node.Mapping document) {
        return Maps.changed(document, "services", group -> group instanceof Node.Mapping services ? services(services) : group);
    }

    private Node services(Node.Mapping services) {
        var entries = new LinkedHashMap<>(services.entries());
        entries.replaceAll((name, entry) -> entry.value() instanceof Node.Mapping service && service.get("env_file").filter(f -> !f.isNothing()).isPresent()
            ? new Node.Entry(entry.mark(), service(service, Trail.ROOT.to("services").to(name).to("env_file"))) : entry);
        return new Node.Mapping(services.mark(), entries);
    }

    private Node.Mapping service(Node.Mapping service, Trail trail) {
        var written = service.get("env_file").orElseThrow();
        var all = new LinkedHashMap<String, Node.Entry>();
        for (var item : written instanceof Node.Sequence sequence ? sequence.items() : List.of(written)) {
            if (!(item instanceof Node.Scalar path)) {
                return service;
            }
            text(path, trail).ifPresent(text -> EnvFile.raw(text, variables).forEach((name, value) ->
                all.put(name, new Node.Entry(path.mark(), Node.Scalar.text(path.mark(), value)))));
        }
        var own = service.get("environment").filter(e -> !e.isNothing()).map(Lists::pairs);
        if (own.isPresent() && !(own.get() instanceof Node.Mapping)) {
            return service;
        }
        own.ifPresent(pairs -> all.putAll(((Node.Mapping) pairs).entries()));
        return Maps.without(Maps.with(service, "environment", new Node.Mapping(service.get("environment").orElse(written).mark(), all)), List.of("env_file"));
    }

    private Optional<String> text(Node.Scalar path, Trail trail) {
        var inBundle = BundlePath.resolve(folder, path.text());
        if (inBundle.isEmpty()) {
            findings.error(path.mark(), trail, "PathOutside", Quote.of(path.text()) + " is no path inside the declaration's folder", Optional.of("put it into the folder that holds the stack file"));
        }
        return inBundle.flatMap(p -> files.text(p, path.mark(), trail));
    }
}
