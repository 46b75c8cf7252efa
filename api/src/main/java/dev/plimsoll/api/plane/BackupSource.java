package dev.plimsoll.api.plane;

import java.io.IOException;
import java.io.OutputStream;

/// The control plane's own state as one file, consistent while running, with version and checksum.
@FunctionalInterface
public interface BackupSource {
    /// Writes it. Does not close the stream.
    void write(OutputStream out) throws IOException;
}
