package dev.plimsoll.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// A request's body that may be neither too long nor too slow. Jetty ends a connection on which nothing moves; a client that sends a byte now
/// and then would hold a thread's stack and a buffer for hours, so the average rate has a floor.
final class BoundedBody extends InputStream {
    /// Bytes of a body that is too long that are taken nevertheless.
    private static final long TAKEN = 64 << 20;

    private final InputStream in;
    private final long most;
    private final Limits limits;
    private final long begun = System.nanoTime();
    private long read;

    BoundedBody(Request request, long most, Limits limits) throws IOException {
        this.in = Request.asInputStream(request);
        this.most = most;
        this.limits = limits;
        long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (announced > most) {
            throw tooLarge(announced);
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
                throw tooLarge(-1);
            }
            requireHaste();
        }
        return count;
    }

    private void requireHaste() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) - limits.idle().toMillis();
        if (elapsed > 0 && read < elapsed * limits.bodyRate() / 1000) {
            throw Problem.of(ProblemCode.TIMED_OUT, "the body came in too slowly: " + read + " bytes so far");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Who still sends does not read. Without taking what comes, up to a bound, a client would see a broken connection instead of the answer.
    ///
    /// @param announced length of the whole body, when the client said it
    private Problem tooLarge(long announced) throws IOException {
        var waste = new byte[64 << 10];
        for (int count = 0; count >= 0 && read < TAKEN && announced < TAKEN; count = in.read(waste)) {
            read += count;
            requireHaste();
        }
        return Problem.of(ProblemCode.TOO_LARGE, "the body is longer than the " + most + " bytes allowed here");
    }
}
