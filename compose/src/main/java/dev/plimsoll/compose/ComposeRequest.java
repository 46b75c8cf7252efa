package dev.plimsoll.compose;

import dev.plimsoll.manifest.Bundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compose files to be read as one assembly.
///
/// @param bundle   files by path, variables and digests of build contexts (`.` is the declaration's own folder)
/// @param files    the compose files in the order given; later ones override earlier ones; paths are relative to the first one's folder
/// @param project  project of the resources
/// @param assembly name of the assembly whatever the files say; empty: theirs, or the folder's name
/// @param folder   the declaration's folder: absolute path on the engine's host, which relative bind mounts need, or only its name
/// @param profiles profiles to enable; `*` is all
/// @param sets     variables set on the command line; they win over the bundle's
/// @param dialect  by whose rules to read; none: what the files look like
/// @param fallback name of the assembly when neither `assembly` nor the files say one; empty: the folder's name
/// @param cluster  that runs it whatever the files say; none: theirs, or this machine's engine
public record ComposeRequest(Bundle bundle, List<String> files, String project, String assembly, String folder, Set<String> profiles, Map<String, String> sets,
                             Optional<Dialect> dialect, String fallback, Optional<String> cluster) {
    public ComposeRequest {
        files = List.copyOf(files);
        profiles = Set.copyOf(profiles);
        sets = Map.copyOf(sets);
    }

    /// Files whose assembly is called like their folder when they do not say how.
    public ComposeRequest(Bundle bundle, List<String> files, String project, String assembly, String folder, Set<String> profiles, Map<String, String> sets,
                          Optional<Dialect> dialect) {
        this(bundle, files, project, assembly, folder, profiles, sets, dialect, "", Optional.empty());
    }

    /// The same, run by this cluster.
    public ComposeRequest on(Optional<String> known) {
        return new ComposeRequest(bundle, files, project, assembly, folder, profiles, sets, dialect, fallback, known);
    }

    /// One file in a folder, with nothing special.
    public static ComposeRequest of(Bundle bundle, String file, String folder) {
        return new ComposeRequest(bundle, List.of(file), "default", "", folder, Set.of(), Map.of(), Optional.empty());
    }
}
