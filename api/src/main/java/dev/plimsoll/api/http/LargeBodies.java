package dev.plimsoll.api.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Large bodies that are read into memory: what is made of one takes many times its size, so only few are worked on at once, and clients together
/// cannot fill the memory. One request's place among them; given back at its end.
final class LargeBodies implements AutoCloseable {
    private static final int SMALL = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// Of the process, because the memory is.
    private static final Semaphore PLACES = new Semaphore(2, true);

    private boolean taken;

    /// Reads all of a body. Waits for a place as soon as it proves to be large; what a client says of its length counts for nothing.
    ///
    /// @throws Problem 429 when there is no place for long
    byte[] read(InputStream body) throws IOException {
        var beginning = body.readNBytes(SMALL);
        if (beginning.length < SMALL) {
            return beginning;
        }
        if (!admitted()) {
            // Who still sends does not read: without this the client would see a broken connection instead of the answer.
            body.transferTo(OutputStream.nullOutputStream());
            throw Problem.of(ProblemCode.THROTTLED, "too many large requests at once").hint("try again when those of others are done");
        }
        return new SequenceInputStream(new ByteArrayInputStream(beginning), body).readAllBytes();
    }

    private boolean admitted() {
        try {
            taken = taken || PLACES.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return taken;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw Problem.of(ProblemCode.UNAVAILABLE, "the control plane is ending");
        }
    }

    @Override
    public void close() {
        if (taken) {
            taken = false;
            PLACES.release();
        }
    }
}
