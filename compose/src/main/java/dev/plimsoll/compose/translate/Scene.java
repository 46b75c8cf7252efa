package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.source.Scope;
import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.Optional;

/// What translating needs to know besides the tree.
///
/// @param dialect chosen or recognised
/// @param folder of the project in the bundle, to which paths are relative
public record Scene(ComposeRequest request, Dialect dialect, String folder, Scope scope, Asked asked, Findings findings) {

    /// The same with other variables.
    public Scene withScope(Scope changed) {
        return new Scene(request, dialect, folder, changed, asked, findings);
    }

    /// The same for an assembly that this cluster runs, or one engine alone.
    Scene on(Optional<String> cluster) {
        return new Scene(request.on(cluster), dialect, folder, scope, asked, findings);
    }

    /// A path of the bundle. None, and a finding, when it leads outside.
    Optional<String> path(String written, Mark mark, Trail trail) {
        var path = BundlePath.resolve(folder, written);
        if (path.isEmpty()) {
            findings.error(mark, trail, "PathOutside", Quote.of(written) + " is no path inside the declaration's folder",
                Optional.of("put it into the folder that holds the compose file"));
        }
        return path;
    }

    /// A file's text. None when it is not there, which is a finding unless the client has yet to look.
    Optional<String> file(String written, Mark mark, Trail trail) {
        var path = path(written, mark, trail);
        if (path.filter(asked::lacks).isPresent()) {
            findings.error(mark, trail, "NoSuchFile", "there is no file " + Quote.of(path.get()));
        }
        return path.flatMap(asked::file);
    }
}
