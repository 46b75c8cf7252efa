package dev.plimsoll.clouds.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Small files of root's as a tar archive. The same files make the same bytes.
final class Archive {
    static final String TYPE = "application/x-tar";

    private Archive() {}

    /// @param files content by path without a leading slash
    /// @param mode  permission bits of all of them
    static byte[] of(Map<String, byte[]> files, int mode) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (var path : files.keySet().stream().sorted().toList()) {
                var content = files.get(path);
                var entry = new TarArchiveEntry(path);
                entry.setSize(content.length);
                entry.setMode(mode);
                entry.setIds(0, 0);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
