package dev.plimsoll.engines.docker.wire;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Sends calls to one engine. Keeps connections open between calls and opens as many as there are calls at the same time.
/// Speaks the API version agreed with the engine at the first call, and agrees anew when the engine was exchanged.
public final class Wire implements AutoCloseable {
    private static final int LARGEST_REPLY = 16 << 20;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /// Kept connections die all at once when the engine restarts; each try uses up one of them.
    private static final int TRIES = 64;

    private final DockerAddress address;
    private final DockerHttpClient client;
    private final AtomicReference<ApiVersion> agreed = new AtomicReference<>();

    public Wire(DockerAddress address) {
        this.address = address;
        this.client = new ZerodepDockerHttpClient.Builder().dockerHost(address.host())
            .sslConfig(address.tls().<com.github.dockerjava.transport.SSLConfig>map(context -> () -> context).orElse(null))
            .connectionTimeout(TO_CONNECT).build();
    }

    public DockerAddress address() {
        return address;
    }

    /// The API version both sides know; asks the engine the first time.
    public ApiVersion api() {
        var known = agreed.get();
        return known != null ? known : agree();
    }

    /// Answers the reply whatever its status.
    public Reply call(Call call) {
        return Patience.within(call.patience(), call.doing(), () -> {
            var reply = call("/v" + api(), call);
            if (reply.status() == 400 && reply.message().contains("client version")) {
                agreed.set(null);
                return call("/v" + api(), call);
            }
            return reply;
        });
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
                throw DockerErrors.unreachable(call.doing(), address, broken);
            }
        });
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException ignored) {
            // Nothing is lost: whoever still uses a connection is told by its own call.
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
            throw DockerErrors.unreachable(call.doing(), address, broken);
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
        for (int tries = 1; ; tries++) {
            try {
                return client.execute(built);
            } catch (RuntimeException failed) {
                // All our calls may be repeated: creations find what an earlier try made.
                if (!repeatable || tries == TRIES || !DockerErrors.deadConnection(failed)) {
                    throw DockerErrors.unreachable(call.doing(), address, failed);
                }
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
