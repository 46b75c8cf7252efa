package dev.plimsoll.engines.docker.swarm;

import java.io.FilterInputStream;
import java.io.InputStream;

/// A stream lent to somebody who closes what he has read: its owner has still to read it to its end.
final class Borrowed extends FilterInputStream {
    Borrowed(InputStream own) {
        super(own);
    }

    @Override
    public void close() {
        // Not his to close.
    }
}
