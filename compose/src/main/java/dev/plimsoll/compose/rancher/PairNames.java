package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.model.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the two files of a pair are called: `docker-compose.yml` and `rancher-compose.yml`, or `app.yml` and `app-rancher.yml`; `.yaml` as well, and
/// `.tpl` after it in catalogues.
public final class PairNames {
    private static final String SECOND = "rancher-compose";
    private static final String SUFFIX = "-rancher";
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".yml.tpl", ".yaml.tpl");

    private PairNames() {}

    /// Whether a file is the second one of a pair.
    public static boolean isRancherFile(String path) {
        var stem = stem(path);
        return stem.equals(SECOND) || stem.endsWith(SUFFIX) && stem.length() > SUFFIX.length();
    }

    /// The second file that belongs to a first one, among those there are.
    public static Optional<String> secondOf(String first, Set<String> paths) {
        var stem = stem(first);
        if (isRancherFile(first) || stem.isEmpty()) {
            return Optional.empty();
        }
        var names = stem.equals("docker-compose") || stem.equals("compose") ? List.of(SECOND, stem + SUFFIX) : List.of(stem + SUFFIX);
        return names.stream().flatMap(n -> ENDINGS.stream().map(e -> sibling(first, n + e))).filter(paths::contains).findFirst();
    }

    /// What the assembly of a file among others in one folder is called when the file does not say it; empty: like the folder.
    public static String assembly(String path) {
        return stack(path);
    }

    /// What a pair's assembly is called: as somebody said, else by its first file, else by its folder.
    public static String stack(ComposeRequest request) {
        var file = request.files().isEmpty() ? "" : request.files().getFirst();
        var name = !request.assembly().isEmpty() ? request.assembly() : !stack(file).isEmpty() ? stack(file) : request.folder() + "/" + BundlePath.folderOf(file);
        var trimmed = name.replaceAll("/+$", "");
        var label = Names.toLabel(trimmed.substring(trimmed.lastIndexOf('/') + 1));
        return label.isEmpty() ? trimmed : label;
    }

    /// Empty when the folder's name says it.
    private static String stack(String path) {
        var stem = stem(path);
        return Set.of("docker-compose", "compose", SECOND).contains(stem) ? "" : isRancherFile(path) ? stem.substring(0, stem.length() - SUFFIX.length()) : stem;
    }

    private static String stem(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return ENDINGS.reversed().stream().filter(name::endsWith).findFirst().map(e -> name.substring(0, name.length() - e.length())).orElse("");
    }

    private static String sibling(String path, String name) {
        var folder = BundlePath.folderOf(path);
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
