package dev.plimsoll.manifest;

import java.util.Map;
import java.util.Set;

/// What a person hands in: files by path (relative to the declaration's folder, `/` between names), the variables its texts may use, and
/// the digests of build contexts already uploaded. Readers are pure: what they miss they name in [Needs], and the client sends a fuller bundle.
///
/// @param files     contents by path
/// @param variables values by name, for `${NAME}`
/// @param unset     variables the client looked for and does not have: not asked for again
/// @param missing   files the client looked for and does not have: not asked for again
/// @param contexts  SHA-256 (hex) of the tar of a build context, by the folder's path
public record Bundle(Map<String, String> files, Map<String, String> variables, Set<String> unset, Set<String> missing, Map<String, String> contexts) {
    public Bundle {
        files = Map.copyOf(files);
        variables = Map.copyOf(variables);
        unset = Set.copyOf(unset);
        missing = Set.copyOf(missing);
        contexts = Map.copyOf(contexts);
    }
}
