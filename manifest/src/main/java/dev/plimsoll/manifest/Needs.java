package dev.plimsoll.manifest;

import java.util.Set;

/// What a bundle lacks before it can be read to the end.
///
/// @param files     paths, relative to the declaration's folder, never outside it
/// @param variables names
/// @param contexts  folders to be sent as build contexts
public record Needs(Set<String> files, Set<String> variables, Set<String> contexts) {
    public static final Needs NOTHING = new Needs(Set.of(), Set.of(), Set.of());

    public Needs {
        files = Set.copyOf(files);
        variables = Set.copyOf(variables);
        contexts = Set.copyOf(contexts);
    }

    public boolean nothing() {
        return files.isEmpty() && variables.isEmpty() && contexts.isEmpty();
    }
}
