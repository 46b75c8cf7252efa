package dev.plimsoll.store.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The first bytes of a stream: a reader of the compressed part must not see the checksum behind it.
final class BoundedInput extends FilterInputStream {
    private long left;

    BoundedInput(InputStream in, long length) {
        super(new java.io.BufferedInputStream(in));
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var next = left == 0 ? -1 : super.read();
        left -= next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = left == 0 && length > 0 ? -1 : super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, super.available());
    }
}
