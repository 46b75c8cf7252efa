package dev.plimsoll.engines.docker.wire;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Sends calls to one engine. Keeps connections open between calls and opens as many as there are calls at the same time.
/// Speaks the API version agreed with the engine at the first call, and agrees anew when the engine was exchanged. Where several engines answer for the same, such as the managers
/// of a swarm, one is asked until it does not answer, or says that it cannot; then the next.
public final class Wire implements AutoCloseable {
    private static final int LARGEST_REPLY = 16 << 20;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /// Kept connections die all at once when the engine restarts; each try uses up one of them.
    private static final int TRIES = 64;

    /// How long one of several may be silent before another is asked.
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);

    private final List<Way> ways;
    private final AtomicInteger at = new AtomicInteger();
    private final AtomicReference<ApiVersion> agreed = new AtomicReference<>();

    public Wire(DockerAddress address) {
        this(List.of(address));
    }

    /// @param equals engines of which each answers for all, the one to ask first first
    public Wire(List<DockerAddress> equals) {
        this.ways = equals.stream().map(address -> new Way(address, client(address))).toList();
    }

    private record Way(DockerAddress address, DockerHttpClient client) {}

    private static DockerHttpClient client(DockerAddress address) {
        if (address.tls().filter(tls -> !tls.named()).isPresent()) {
            return new KnownHost(address, TO_CONNECT);
        }
        return new ZerodepDockerHttpClient.Builder().dockerHost(address.host())
            .sslConfig(address.tls().<com.github.dockerjava.transport.SSLConfig>map(tls -> tls::context).orElse(null))
            .connectionTimeout(TO_CONNECT).build();
    }

    /// The one that is asked at the moment.
    public DockerAddress address() {
        return ways.get(at.get()).address();
    }

    /// The API version both sides know; asks the engine the first time.
    public ApiVersion api() {
        var known = agreed.get();
        return known != null ? known : agree();
    }

    /// Answers the reply whatever its status.
    public Reply call(Call call) {
        int way = at.get();
        try {
            return Patience.within(patience(call), call.doing(), () -> answered(call));
        } catch (EngineFailure.Unreachable silent) {
            leave(way);
            throw silent;
        }
    }

    private Duration patience(Call call) {
        return ways.size() > 1 && call.method().equals("GET") && call.patience().equals(Call.USUAL_PATIENCE) ? TO_ANSWER : call.patience();
    }

    private Reply answered(Call call) {
        int way = at.get();
        var reply = inVersion(call);
        for (int others = ways.size() - 1; others > 0 && DockerErrors.notInCharge(reply); others--) {
            leave(way);
            way = at.get();
            reply = inVersion(call);
        }
        return reply;
    }

    private Reply inVersion(Call call) {
        var reply = call("/v" + api(), call);
        if (reply.status() == 400 && reply.message().contains("client version")) {
            agreed.set(null);
            return call("/v" + api(), call);
        }
        return reply;
    }

    /// The next is asked from now on; somebody else may have found out before.
    private void leave(int way) {
        at.compareAndSet(way, (way + 1) % ways.size());
    }

    /// Answers a successful reply.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure for any other
    public Reply ask(Call call) {
        var reply = call(call);
        if (!reply.ok()) {
            throw DockerErrors.of(call.doing(), reply);
        }
        return reply;
    }

    /// Answers a successful reply, or nothing when what is asked for is not there.
    public Optional<Reply> find(Call call) {
        var reply = call(call);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw DockerErrors.of(call.doing(), reply);
        }
        return Optional.of(reply);
    }

    /// Reads a successful answer as it comes, on another thread than the caller's.
    public <T> T read(Call call, Reader<T> reader) {
        return Patience.within(call.patience(), call.doing(), () -> {
            try (var response = send("/v" + api(), call)) {
                if (response.getStatusCode() >= 400) {
                    throw DockerErrors.of(call.doing(), whole(response));
                }
                var body = response.getBody();
                var result = reader.read(new Incoming(body, Optional.ofNullable(response.getHeader("Date")).orElse("")));
                body.transferTo(OutputStream.nullOutputStream());
                return result;
            } catch (IOException broken) {
                throw DockerErrors.unreachable(call.doing(), address(), broken);
            }
        });
    }

    @Override
    public void close() {
        for (var way : ways) {
            try {
                way.client().close();
            } catch (IOException ignored) {
                // Nothing is lost: whoever still uses a connection is told by its own call.
            }
        }
    }

    private ApiVersion agree() {
        var call = Call.get("ask the engine for its version", Route.to("/version"));
        var reply = call("", call);
        if (!reply.ok()) {
            throw DockerErrors.of(call.doing(), reply);
        }
        var newest = reply.json().path("ApiVersion").asText("1.24");
        var version = ApiVersion.agree(ApiVersion.parse(reply.json().path("MinAPIVersion").asText(newest)), ApiVersion.parse(newest));
        agreed.set(version);
        return version;
    }

    private Reply call(String prefix, Call call) {
        try (var response = send(prefix, call)) {
            return whole(response);
        } catch (IOException broken) {
            throw DockerErrors.unreachable(call.doing(), address(), broken);
        }
    }

    private static Reply whole(Response response) throws IOException {
        var body = response.getBody();
        var bytes = body.readNBytes(LARGEST_REPLY);
        if (bytes.length == LARGEST_REPLY && body.read() >= 0) {
            throw new IOException("the answer is longer than " + LARGEST_REPLY + " bytes");
        }
        // Reading to the end is what gives the connection back to the pool; closing first would cut it.
        body.transferTo(OutputStream.nullOutputStream());
        return new Reply(response.getStatusCode(), bytes);
    }

    private Response send(String prefix, Call call) {
        var request = Request.builder().method(call.method()).path(prefix + call.route().text()).putAllHeaders(call.headers());
        boolean repeatable = switch (call.body().orElse(null)) {
            case null -> true;
            case Call.Body.Whole whole -> {
                request.putHeader("Content-Type", whole.type()).bodyBytes(whole.bytes());
                yield true;
            }
            case Call.Body.Once once -> {
                request.putHeader("Content-Type", once.type()).body(once.stream());
                yield false;
            }
        };
        var built = request.build();
        for (int tries = 1, others = ways.size() - 1; ; tries++) {
            int way = at.get();
            try {
                return ways.get(way).client().execute(built);
            } catch (RuntimeException failed) {
                // All our calls may be repeated: creations find what an earlier try made.
                if (repeatable && tries < TRIES && DockerErrors.deadConnection(failed)) {
                    continue;
                }
                if (!repeatable || others-- == 0 || Thread.currentThread().isInterrupted()) {
                    throw DockerErrors.unreachable(call.doing(), ways.get(way).address(), failed);
                }
                leave(way);
            }
        }
    }

    /// An answer that is still arriving.
    ///
    /// @param date the engine's clock as it began to answer, as HTTP writes it; empty when it did not say
    public record Incoming(InputStream body, String date) {}

    /// Reads an answer.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Incoming incoming) throws IOException;
    }
}
