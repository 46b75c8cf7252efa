package dev.plimsoll.api.apply;

import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.manifest.BundlePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Which compose files are one assembly. Files named by hand are laid over each other. Files found by looking into a folder are an assembly each, but
/// for what belongs together: the two of a Rancher pair, and a compose file with its override.
final class Grouping {
    private static final List<String> STANDARD = List.of("compose", "docker-compose");

    private Grouping() {}

    /// @param fallback what the assembly is called when the files do not say it; empty: like their folder
    record Group(List<String> files, String fallback) {}

    /// @param apart those found by looking into a folder
    static List<Group> of(List<String> compose, Set<String> apart) {
        var groups = new ArrayList<Group>();
        var together = compose.stream().filter(f -> !apart.contains(f)).toList();
        if (!together.isEmpty()) {
            groups.add(new Group(together, ""));
        }
        var alone = compose.stream().filter(apart::contains).toList();
        var taken = new HashSet<String>();
        var others = new HashSet<>(alone);
        var overrides = overrides(alone);
        for (var file : alone) {
            var second = PairNames.secondOf(file, others);
            second.ifPresent(taken::add);
            taken.addAll(overrides.getOrDefault(file, List.of()));
        }
        for (var file : alone) {
            if (!taken.contains(file)) {
                var files = new ArrayList<>(List.of(file));
                files.addAll(overrides.getOrDefault(file, List.of()));
                PairNames.secondOf(file, others).ifPresent(files::add);
                groups.add(new Group(files, PairNames.assembly(file)));
            }
        }
        return groups;
    }

    private static LinkedHashMap<String, List<String>> overrides(List<String> files) {
        var overrides = new LinkedHashMap<String, List<String>>();
        for (var file : files) {
            var name = file.substring(file.lastIndexOf('/') + 1);
            for (var standard : STANDARD) {
                if (name.startsWith(standard + ".override.y")) {
                    var folder = BundlePath.folderOf(file);
                    files.stream().filter(f -> BundlePath.folderOf(f).equals(folder) && f.substring(f.lastIndexOf('/') + 1).matches(standard + "\\.ya?ml")).findFirst()
                        .ifPresent(f -> overrides.computeIfAbsent(f, _ -> new ArrayList<>()).add(file));
                }
            }
        }
        return overrides;
    }
}
