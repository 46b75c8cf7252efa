package dev.plimsoll.api.apply;

import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Finding.Severity;
import dev.plimsoll.manifest.Needs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the files found by looking into a folder are to it: declarations, files that a declaration refers to (`extends`, `include`), or strangers. A folder holds what
/// is declared and nothing else, or something left out by mistake would go unseen.
final class FolderFiles {
    private static final Pattern COMPOSE = Pattern.compile("^[\"']?(services|include)[\"']?[ \\t]*:", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]+\\.ya?ml");

    private final ApplyRequest request;
    private final Map<String, String> referred = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    FolderFiles(ApplyRequest request) {
        this.request = request;
        request.apart().forEach(file -> request.files().getOrDefault(file, "").lines().filter(l -> !l.stripLeading().startsWith("#")).forEach(line -> {
            var name = NAME.matcher(line);
            while (name.find()) {
                BundlePath.resolve(BundlePath.folderOf(file), name.group()).filter(path -> !path.equals(file)).ifPresent(path -> referred.putIfAbsent(path, file));
            }
        }));
    }

    /// Those among compose files that declare something; the others are findings.
    List<String> declaring(List<String> compose) {
        return compose.stream().filter(this::declares).toList();
    }

    Declaration findings() {
        return new Declaration(List.of(), findings, Needs.NOTHING);
    }

    private boolean declares(String path) {
        if (!request.apart().contains(path) || PairNames.isRancherFile(path) || PairNames.secondOf(path, request.apart()).isPresent()) {
            return true;
        }
        if (referred.containsKey(path)) {
            findings.add(new Finding(Severity.NOTICE, "Referred", path, 0, 0, "", "this is no assembly of its own, because " + referred.get(path) + " refers to it", Optional.empty()));
            return false;
        }
        boolean compose = COMPOSE.matcher(request.files().getOrDefault(path, "services:")).find();
        if (!compose) {
            findings.add(new Finding(Severity.ERROR, "DeclaresNothing", path, 0, 0, "", "this is no Plimsoll document (apiVersion, kind), no compose file (services) and no part of a "
                + "Rancher pair", Optional.of("move it into a folder below, or name the files that declare something with -f")));
        }
        return compose;
    }
}
