package dev.plimsoll.ports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Small tar archives for tests, in the POSIX ustar format (IEEE Std 1003.1, pax): a header block of 512 bytes per file,
/// the content padded to whole blocks, two empty blocks at the end.
public final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    /// Executable files of root, by path of at most 100 characters.
    public static byte[] of(Map<String, byte[]> files) {
        return of(files, Map.of());
    }

    /// @param links symbolic links, by path, with where they lead
    public static byte[] of(Map<String, byte[]> files, Map<String, String> links) {
        var archive = new ByteArrayOutputStream();
        links.forEach((path, target) -> archive.writeBytes(header(path, 0, target)));
        files.forEach((path, content) -> {
            archive.writeBytes(header(path, content.length, ""));
            archive.writeBytes(content);
            archive.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        });
        archive.writeBytes(new byte[2 * BLOCK]);
        return archive.toByteArray();
    }

    private static byte[] header(String path, int size, String link) {
        var header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, "0000755\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        put(header, 156, link.isEmpty() ? "0" : "2");
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
