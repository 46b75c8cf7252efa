package dev.plimsoll.api.plane;

import java.io.IOException;
import java.io.InputStream;

/// Build contexts (tar streams) by their SHA-256 in lower-case hex. The API hands over only well-formed digests and bounded streams.
public interface ContextStore {
    boolean has(String sha256);

    /// Stores what the stream holds, on disk and not in memory. A context that is there already stays as it is.
    ///
    /// @throws dev.plimsoll.model.InvalidValue when the digest is not that of the stream; nothing is kept then
    void put(String sha256, InputStream tar) throws IOException;

    /// @throws java.nio.file.NoSuchFileException when it is not there
    InputStream open(String sha256) throws IOException;
}
