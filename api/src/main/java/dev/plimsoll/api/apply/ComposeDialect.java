package dev.plimsoll.api.apply;

import dev.plimsoll.compose.ComposeFiles;
import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.manifest.Declaration;
import java.util.List;
import java.util.Set;

/// Compose files of a request.
final class ComposeDialect {
    private ComposeDialect() {}

    static Declaration read(ApplyRequest request, List<String> files) {
        return ComposeFiles.read(new ComposeRequest(request.bundle(), files, request.projectOrDefault(), request.assembly().orElse(""),
            request.folder().orElse(""), Set.copyOf(request.profiles()), request.set()));
    }
}
