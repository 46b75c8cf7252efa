package dev.plimsoll.engines.docker.words;

import dev.plimsoll.ports.Images;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A Dockerfile that stands in the declaration, sent in front of the build's context. A tar stream is a row of entries with an end mark, so
/// one without its end mark can precede another.
public final class InlineDockerfile {
    /// Where the builder finds it; no context has a file of that name unless it wants trouble.
    static final String PATH = ".dev.plimsoll.Dockerfile";

    private InlineDockerfile() {}

    /// The context to send.
    public static InputStream before(Images.BuildRequest request) {
        return request.build().inline().<InputStream>map(text -> new SequenceInputStream(new ByteArrayInputStream(entry(text)), request.context()))
            .orElse(request.context());
    }

    private static byte[] entry(String text) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        try {
            // Not closed: that would write the end mark.
            var tar = new TarArchiveOutputStream(bytes);
            var entry = new TarArchiveEntry(PATH);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            tar.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
