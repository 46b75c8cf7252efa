package dev.plimsoll.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// A file's content as user data carries it: base64, compressed before where that is shorter.
///
/// @param base64 the content
/// @param zipped whether it is gzip within
record Packed(String base64, boolean zipped) {
    static Packed of(BootFile file) {
        var plain = file.bytes();
        var zipped = zipped(plain);
        boolean worth = zipped.length < plain.length;
        return new Packed(Base64.getEncoder().encodeToString(worth ? zipped : plain), worth);
    }

    private static byte[] zipped(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
