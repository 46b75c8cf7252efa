package dev.plimsoll.ports;

import dev.plimsoll.model.Build;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The images of an engine. Calls may throw [EngineFailure]; an image nobody has is `Absent` with code `ImageNotFound`, a
/// registry that does not answer is `Unreachable`… with the registry's own text. What can be no image's name is `Rejected` with
/// code `InvalidImageName`.
public interface Images {
    /// Looks for an image on the engine without asking a registry. `reference` is a tag, a digest or an image id.
    Optional<Image> find(String reference);

    /// Fetches an image and answers it. Blocks until done; `progress` gets sentences such as `busybox: 42 % of 2.1 MB`.
    ///
    /// @param login none when the registry needs no log-in
    Image pull(String reference, Optional<Login> login, Consumer<String> progress);

    /// Builds an image and answers it. `progress` gets the builder's lines. A build that fails is `Rejected` with code
    /// `BuildFailed`, whose [EngineFailure#lastLines] are the builder's.
    Image build(BuildRequest request, Consumer<String> progress);

    /// Images carrying the label `dev.plimsoll.plane=<plane>` or used by instances of it; for collection.
    List<Image> list(String plane);

    /// Removes an image (by id or tag) that nothing uses. In use or absent is success: nothing is forced.
    void remove(String reference);

    /// @param id     engine's id (digest of its configuration)
    /// @param tags   its names
    /// @param digest registry's digest as `name@sha256:…`, when it came from one
    /// @param size   bytes
    record Image(String id, List<String> tags, Optional<String> digest, long size) {
        public Image {
            tags = List.copyOf(tags);
        }
    }

    /// A registry log-in. Prints without the password.
    record Login(String user, dev.plimsoll.model.outside.SecretText password) {}

    /// @param tag     name the image gets
    /// @param labels  put on the image besides the build's own
    /// @param build   how
    /// @param context tar stream, read once
    record BuildRequest(String tag, Map<String, String> labels, Build build, InputStream context) {}
}
