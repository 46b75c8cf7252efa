package dev.plimsoll.engines.docker.words;

import dev.plimsoll.model.outside.Part.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Files with owner and mode as a tar archive. Folders are not in it: the engine makes missing ones and leaves the others as
/// they are.
public final class FileArchive {
    private FileArchive() {}

    /// @param base folder the archive will be unpacked in
    public static byte[] of(String base, List<FileContent> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var file : files) {
                var content = file.content().reveal().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(relative(base, file.path()));
                entry.setSize(content.length);
                entry.setMode(file.mode());
                entry.setIds(file.uid(), file.gid());
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

    private static String relative(String base, String path) {
        return path.substring(base.equals("/") ? 1 : base.length() + 1);
    }
}
