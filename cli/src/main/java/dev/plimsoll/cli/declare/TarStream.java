package dev.plimsoll.cli.declare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the tar format (POSIX.1-2017, `pax`): ustar headers, extended ones only for names that do not fit. Owner, group and times are all zero.
final class TarStream {
    private static final int BLOCK = 512;
    private static final int NAME_ROOM = 100;
    private final OutputStream out;
    private long written;

    TarStream(OutputStream out) {
        this.out = out;
    }

    void folder(String name) throws IOException {
        header(name, 0755, 0, '5', "");
    }

    void link(String name, String target) throws IOException {
        header(name, 0777, 0, '2', target);
    }

    void file(String name, boolean executable, long size, InputStream content) throws IOException {
        header(name, executable ? 0755 : 0644, size, '0', "");
        var buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(name + " became shorter while it was read");
            }
            write(buffer, read);
            left -= read;
        }
        pad();
    }

    long written() {
        return written;
    }

    /// Ends the stream and answers its length.
    long end() throws IOException {
        write(new byte[2 * BLOCK], 2 * BLOCK);
        out.flush();
        return written;
    }

    private void header(String name, int mode, long size, char type, String link) throws IOException {
        var records = record("path", name) + record("linkpath", link);
        if (!records.isEmpty()) {
            var bytes = records.getBytes(StandardCharsets.UTF_8);
            block("PaxHeaders/" + ascii(name), 0644, bytes.length, 'x', "");
            write(bytes, bytes.length);
            pad();
        }
        block(name, mode, size, type, link);
    }

    /// A `length name=value` record, when the value does not fit a plain header: too long or not ASCII.
    private static String record(String name, String value) {
        if (value.length() <= NAME_ROOM && value.equals(ascii(value))) {
            return "";
        }
        var rest = " " + name + "=" + value + "\n";
        var length = rest.getBytes(StandardCharsets.UTF_8).length;
        var total = length + Integer.toString(length).length();
        total = length + Integer.toString(total).length();
        return total + rest;
    }

    private void block(String name, int mode, long size, char type, String link) throws IOException {
        var block = new byte[BLOCK];
        put(block, 0, cut(name));
        put(block, 100, String.format("%07o", mode));
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, String.format("%011o", size));
        put(block, 136, "00000000000");
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 157, cut(link));
        put(block, 257, "ustar\u000000");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        write(block, BLOCK);
    }

    private void pad() throws IOException {
        var over = (int) (written % BLOCK);
        if (over > 0) {
            write(new byte[BLOCK - over], BLOCK - over);
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        written += length;
    }

    private static String cut(String text) {
        var ascii = ascii(text);
        return ascii.length() > NAME_ROOM ? ascii.substring(0, NAME_ROOM) : ascii;
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "_");
    }

    private static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
