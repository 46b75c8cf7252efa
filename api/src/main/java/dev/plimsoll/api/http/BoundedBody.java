package dev.plimsoll.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// A request's body that may be neither too long nor too slow. Jetty ends a connection on which nothing moves; a client that sends a byte now
/// and then would hold a thread's stack and a buffer for hours, so the average rate has a floor.
final class BoundedBody extends InputStream {
    private final InputStream in;
    private final long most;
    private final Limits limits;
    private final long begun = System.nanoTime();
    private long read;

    BoundedBody(Request request, long most, Limits limits) {
        this.in = Request.asInputStream(request);
        this.most = most;
        this.limits = limits;
        if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > most) {
            throw tooLarge();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            read += count;
            if (read > most) {
                throw tooLarge();
            }
            long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) - limits.idle().toMillis();
            if (elapsed > 0 && read < elapsed * limits.bodyRate() / 1000) {
                throw Problem.of(ProblemCode.TIMED_OUT, "the body came in too slowly: " + read + " bytes so far");
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Problem tooLarge() {
        return Problem.of(ProblemCode.TOO_LARGE, "the body is longer than the " + most + " bytes allowed here");
    }
}
