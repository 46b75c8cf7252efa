package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a client hands in.
///
/// @param project   of resources that name none; `default` when not given
/// @param assembly  names the assembly of compose files whatever they say
/// @param folder    the declaration's folder: names a compose assembly when nothing else does; an absolute path of the engine's host also
///                  says what relative bind mounts mean
/// @param files     contents by path, relative to the declaration's folder
/// @param variables values for `${NAME}`
/// @param unset     variables the client looked for and does not have
/// @param missing   files the client looked for and does not have
/// @param contexts  digests of uploaded build contexts by folder
/// @param set       values that go before `variables`
/// @param values    files of values, which go before `variables` too, but after `set`
/// @param profiles  profiles of compose files that are wanted
/// @param dialect   by whose rules compose files are read: `compose`, `stack` or `rancher`; none: what they look like
/// @param cluster   that runs what compose files declare, whatever they say; none: this machine's engine when they say nothing
/// @param prune     whether components of an assembly that the files no longer name are removed
/// @param order     files that declare something, in order; none: every YAML and JSON file by path
/// @param apart     those of them that were found by looking into a folder: compose files among them are an assembly each, not one together
/// @param expect    fingerprint of the preview that must still hold
record ApplyRequest(Optional<String> project, Optional<String> assembly, Optional<String> folder, Map<String, String> files, Map<String, String> variables,
                    Set<String> unset, Set<String> missing, Map<String, String> contexts, Map<String, String> set, List<GivenValues.File> values, List<String> profiles, Optional<String> dialect, Optional<String> cluster, boolean prune,
                    List<String> order, Set<String> apart, Optional<String> expect) {
    private static final int MOST_FILES = 20_000;

    ApplyRequest {
        project = given(project);
        assembly = given(assembly);
        folder = given(folder);
        files = map("files", files);
        variables = map("variables", variables);
        unset = unset == null ? Set.of() : Set.copyOf(unset);
        missing = missing == null ? Set.of() : Set.copyOf(missing);
        contexts = map("contexts", contexts);
        values = values == null ? List.of() : List.copyOf(values);
        set = map("set", set);
        profiles = profiles == null ? List.of() : List.copyOf(profiles);
        dialect = given(dialect);
        cluster = given(cluster);
        cluster.ifPresent(name -> Names.requireLabel("cluster", name));
        order = order == null ? List.of() : List.copyOf(order);
        apart = apart == null ? Set.of() : Set.copyOf(apart);
        expect = given(expect);
        if (files.size() > MOST_FILES || order.size() > MOST_FILES) {
            throw new InvalidValue("a declaration has at most " + MOST_FILES + " files");
        }
    }

    String projectOrDefault() {
        return project.orElse(Metadata.DEFAULT_PROJECT);
    }

    /// The same with the files of values read into `set`.
    ///
    /// @throws Problem 422 when one is not understood
    ApplyRequest withValues() {
        return values.isEmpty() ? this : new ApplyRequest(project, assembly, folder, files, variables, unset, missing, contexts, GivenValues.of(values, set), List.of(), profiles,
            dialect, cluster, prune, order, apart, expect);
    }

    /// What the readers read.
    Bundle bundle() {
        var values = new HashMap<>(variables);
        values.putAll(set);
        return new Bundle(files, values, unset, missing, contexts);
    }

    private static Optional<String> given(Optional<String> text) {
        return text == null ? Optional.empty() : text.filter(t -> !t.isEmpty());
    }

    private static Map<String, String> map(String name, Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.values().stream().anyMatch(Objects::isNull)) {
            throw new InvalidValue(name + " holds a null; every value must be a text");
        }
        return Map.copyOf(given);
    }
}
