package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.compose.ComposeFiles;
import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.manifest.Declaration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Compose files of a request, in whatever dialect.
final class ComposeDialect {
    private ComposeDialect() {}

    /// @throws Problem 422 when there is no such dialect
    static Declaration read(ApplyRequest request, Grouping.Group group) {
        var dialect = request.dialect().map(ComposeDialect::named);
        // A client adds the file beside a first one; who says by which rules to read may mean the first one alone.
        var files = dialect.isEmpty() || dialect.get() == Dialect.RANCHER || group.files().size() == 1 ? group.files()
            : group.files().stream().filter(f -> !PairNames.isRancherFile(f)).toList();
        return ComposeFiles.read(new ComposeRequest(request.bundle(), files, request.projectOrDefault(), request.assembly().orElse(""),
            request.folder().orElse(""), Set.copyOf(request.profiles()), request.set(), dialect, group.fallback(), request.cluster()));
    }

    private static Dialect named(String word) {
        return Dialect.named(word).orElseThrow(() -> Problem.of(ProblemCode.INVALID, "there is no dialect '" + (word.length() > 40 ? word.substring(0, 40) : word)
            .replaceAll("\\p{Cntrl}", "?") + "'").hint("it is one of " + Arrays.stream(Dialect.values()).map(Dialect::word).collect(Collectors.joining(", "))));
    }
}
