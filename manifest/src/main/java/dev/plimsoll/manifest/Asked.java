package dev.plimsoll.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks things up in a bundle and remembers what it lacks.
public final class Asked {
    private final Bundle bundle;
    private final Set<String> files = new TreeSet<>();
    private final Set<String> variables = new TreeSet<>();
    private final Set<String> contexts = new TreeSet<>();

    public Asked(Bundle bundle) {
        this.bundle = bundle;
    }

    /// A file's text. None when it does not exist, or is not here yet and now asked for: see [#lacks].
    public Optional<String> file(String path) {
        if (!bundle.files().containsKey(path) && !lacks(path)) {
            files.add(path);
        }
        return Optional.ofNullable(bundle.files().get(path));
    }

    /// Whether the client looked for a file and does not have it.
    public boolean lacks(String path) {
        return bundle.missing().contains(path);
    }

    public Optional<String> variable(String name) {
        if (!bundle.variables().containsKey(name) && !unset(name)) {
            variables.add(name);
        }
        return Optional.ofNullable(bundle.variables().get(name));
    }

    /// Whether the client looked for a variable and does not have it.
    public boolean unset(String name) {
        return bundle.unset().contains(name);
    }

    /// The digest of a folder sent as a build context. None when it is now asked for, or does not exist: see [#lacks].
    public Optional<String> context(String folder) {
        if (!bundle.contexts().containsKey(folder) && !lacks(folder)) {
            contexts.add(folder);
        }
        return Optional.ofNullable(bundle.contexts().get(folder));
    }

    /// What has been asked for so far.
    public Needs needs() {
        return files.isEmpty() && variables.isEmpty() && contexts.isEmpty() ? Needs.NOTHING : new Needs(files, variables, contexts);
    }
}
