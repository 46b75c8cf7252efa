package dev.plimsoll.authority.enrolment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a machine is given, as a tar: every machine can unpack it without a program of ours. `engine.pem`, `token` unless it has one, and below
/// `files` what is to lie on it. The format is POSIX ustar (IEEE Std 1003.1, pax).
public final class Parcel {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int CHECKSUM_AT = 148;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Parcel() {}

    public static byte[] of(Given given) {
        var parcel = new Parcel();
        parcel.add("engine.pem", 0600, given.certificate());
        given.token().ifPresent(token -> parcel.add("token", 0600, "Authorization: Bearer " + token.reveal() + "\n"));
        given.files().forEach(file -> parcel.add("files" + file.path(), file.mode(), file.text().reveal()));
        parcel.out.writeBytes(new byte[2 * BLOCK]);
        return parcel.out.toByteArray();
    }

    /// Files alone, below `files`; what is absolute elsewhere is relative to wherever it is unpacked.
    public static byte[] of(List<HandedFile> files) {
        var parcel = new Parcel();
        files.forEach(file -> parcel.add("files" + file.path(), file.mode(), file.text().reveal()));
        parcel.out.writeBytes(new byte[2 * BLOCK]);
        return parcel.out.toByteArray();
    }

    private void add(String name, int mode, String text) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        var header = new byte[BLOCK];
        var path = name.getBytes(StandardCharsets.UTF_8);
        // The name's field, and the prefix before a slash when it is longer.
        int cut = path.length <= NAME ? -1 : name.indexOf('/', path.length - NAME - 1);
        put(header, 0, name.substring(cut + 1));
        put(header, 345, cut < 0 ? "" : name.substring(0, cut));
        put(header, 100, "%07o".formatted(mode));
        put(header, 108, "%07o".formatted(0));
        put(header, 116, "%07o".formatted(0));
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "%011o".formatted(0));
        Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, CHECKSUM_AT, "%06o\0".formatted(sum));
        out.writeBytes(header);
        out.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
