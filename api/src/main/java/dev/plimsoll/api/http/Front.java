package dev.plimsoll.api.http;

import dev.plimsoll.api.http.Listener.Guard;
import dev.plimsoll.api.metrics.Meters;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Between Jetty and the route table: gives each request its id, asks for the token, finds the route, sends the answer or the problem, and
/// times it. Runs on one virtual thread a request.
final class Front extends Handler.Abstract {
    static final String REQUEST_ID = "X-Request-Id";
    /// Where Consul's clients put their token.
    private static final String CONSUL_TOKEN = "X-Consul-Token";
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    /// How far a failure's causes are followed: they may lead back to itself.
    private static final int CAUSES = 10;

    private final Routes routes;
    private final Guard guard;
    private final Limits limits;
    private final Meters meters;
    private final Streams streams;
    private final Streams waits;
    private final AtomicLong ids = new AtomicLong(System.nanoTime() & 0xff_ffff_ffffL);

    Front(Routes routes, Guard guard, Meters meters) {
        this.routes = routes;
        this.guard = guard;
        this.limits = guard.limits();
        this.meters = meters;
        this.streams = new Streams(limits.streams());
        this.waits = new Streams(limits.connections());
    }

    void endStreams() {
        streams.stop();
        waits.stop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        var id = Long.toString(ids.incrementAndGet(), 36);
        var timed = new Timed();
        response.getHeaders().put(REQUEST_ID, id);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        try (var _ = MDC.putCloseable("request", id)) {
            if (serve(request, response, callback, timed, id)) {
                callback.succeeded();
            }
        } catch (Throwable failure) {
            fail(request, response, callback, id, failure);
        } finally {
            meters.answered(timed.method, timed.route, response.getStatus(), Duration.ofNanos(System.nanoTime() - begun));
        }
        return true;
    }

    /// @return whether the answer was sent here; false when a WebSocket took over
    private boolean serve(Request request, Response response, Callback callback, Timed timed, String id) throws Exception {
        var segments = segments(request);
        if (!authorized(request, segments)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            throw Problem.of(ProblemCode.UNAUTHORIZED, "this needs the header 'Authorization: Bearer TOKEN'").hint("the token lies in the control plane's state folder, in the file 'token'");
        }
        var method = Method.named(request.getMethod())
            .orElseThrow(() -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "the API knows no such method"));
        var match = routes.match(method, segments);
        timed.method = method.name();
        timed.route = match.route().template();
        try (var exchange = new Exchange(request, id, match.parameters(), new Exchange.Bounds(limits, waits))) {
            return send(match.route().handler().handle(exchange), request, response, callback);
        }
    }

    /// Whoever has no token is not told which paths there are.
    private boolean authorized(Request request, List<String> segments) {
        var shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return guard.token().opens(shown) || routes.any(segments).filter(route -> switch (route.access()) {
            case TOKEN -> false;
            case READER -> guard.reader().filter(reader -> reader.opens(shown) || reader.is(request.getHeaders().get(CONSUL_TOKEN))).isPresent() || guard.token().is(request.getHeaders().get(CONSUL_TOKEN));
            case ANYBODY -> true;
        }).isPresent();
    }

    private boolean send(Answer answer, Request request, Response response, Callback callback) throws Exception {
        switch (answer) {
            case Answer.Json json -> {
                json.headers().forEach((name, value) -> response.getHeaders().put(name, value));
                write(response, json.status(), "application/json", Wire.bytes(json.body()));
            }
            case Answer.Bytes bytes -> {
                bytes.headers().forEach((name, value) -> response.getHeaders().put(name, value));
                write(response, bytes.status(), bytes.mediaType(), bytes.body());
            }
            case Answer.Nothing nothing -> {
                nothing.headers().forEach((name, value) -> response.getHeaders().put(name, value));
                response.setStatus(nothing.status());
            }
            case Answer.Streamed streamed -> streams.run(() -> stream(streamed, request, response));
            case Answer.Socket socket -> {
                var container = ServerWebSocketContainer.get(request.getContext());
                if (!container.upgrade((_, _, _) -> socket.endpoint(), request, response, callback)) {
                    throw Problem.of(ProblemCode.MALFORMED, "this is for WebSockets: the request must ask for an upgrade");
                }
                return false;
            }
        }
        return true;
    }

    private static boolean stream(Answer.Streamed streamed, Request request, Response response) throws Exception {
        response.setStatus(200);
        streamed.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, streamed.mediaType());
        try (var out = Response.asBufferedOutputStream(request, response)) {
            streamed.source().write(out);
        }
        return true;
    }

    private static void write(Response response, int status, String mediaType, byte[] body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    private void fail(Request request, Response response, Callback callback, String id, Throwable failure) {
        if (hungUp(failure)) {
            LOG.debug("the connection of request {} ended: {}", id, failure.toString());
            callback.failed(failure);
            return;
        }
        var problem = Problems.of(failure);
        if (problem.code() == ProblemCode.INTERNAL) {
            LOG.error("request {} failed: {} {}", id, request.getMethod(), request.getHttpURI().getPath(), failure);
        }
        if (response.isCommitted()) {
            LOG.debug("stream of request {} ended: {}", id, failure.toString());
            callback.failed(failure);
            return;
        }
        try {
            if (!request.consumeAvailable()) {
                // What nobody read would be taken for the next request, so Jetty ends the connection; the client should know before it sends another.
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            if (problem.code() == ProblemCode.THROTTLED) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, "2");
            }
            write(response, problem.code().status(), "application/problem+json", Wire.bytes(problem.document(id)));
            callback.succeeded();
        } catch (IOException gone) {
            LOG.debug("the client of request {} went away", id, gone);
            callback.failed(gone);
        }
    }

    /// Clients leave streams when they have seen enough; that is nobody's failure. Other connections than the client's close too, the engine's for
    /// one: their failures come wrapped in one that says so, and never as Jetty's type. Nor is it a failure that a server that ends interrupts whoever still writes; a subclass
    /// of that exception is a time-out of somebody else's.
    private static boolean hungUp(Throwable failure) {
        return failure instanceof ClosedChannelException
            || Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES).anyMatch(cause -> cause instanceof EofException || cause.getClass() == InterruptedIOException.class);
    }

    /// The names between the slashes, decoded once. Jetty has refused ambiguous paths (`%2f`, `..`) already; a handler never sees one.
    private static List<String> segments(Request request) {
        var path = Optional.ofNullable(request.getHttpURI().getCanonicalPath()).orElse("/");
        var segments = new ArrayList<String>();
        for (var segment : path.substring(1).split("/", -1)) {
            segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return segments;
    }

    /// What is known of a request when it is counted; requests to no route share one series.
    private static final class Timed {
        private String method = "other";
        private String route = "none";
    }
}
