package dev.plimsoll.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/// One request as handlers see it.
public final class Exchange implements AutoCloseable {
    /// Among the sorts of names in a certificate (RFC 5280, 4.2.1.6).
    private static final int DNS_NAME = 2;

    private final Request request;
    private final String id;
    private final Map<String, String> parameters;
    private final Limits limits;
    private final Streams waits;
    private final Fields query;
    private final LargeBodies large = new LargeBodies();

    /// What requests may take, all of them together.
    record Bounds(Limits limits, Streams waits) {}

    Exchange(Request request, String id, Map<String, String> parameters, Bounds bounds) {
        this.request = request;
        this.id = id;
        this.parameters = parameters;
        this.limits = bounds.limits();
        this.waits = bounds.waits();
        this.query = query(request);
    }

    /// Id of the request, on its answer and each of its log lines.
    public String id() {
        return id;
    }

    /// Waits for news in the middle of a request. A server that stops does not wait for it.
    ///
    /// @throws Problem 503 when the server stops meanwhile
    public <T> T patiently(Wait<T> wait) throws IOException {
        try {
            return waits.run(wait::news);
        } catch (InterruptedException stopped) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "the control plane stops").hint("ask again in a moment");
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Comes to an end when there is news, or after a while.
    @FunctionalInterface
    public interface Wait<T> {
        T news() throws IOException, InterruptedException;
    }

    /// A parameter of the route's template.
    public String path(String name) {
        return parameters.get(name);
    }

    /// Whether the template has this parameter.
    public boolean hasPath(String name) {
        return parameters.containsKey(name);
    }

    /// The first value of a query parameter; an empty one counts as absent.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name)).filter(v -> !v.isEmpty());
    }

    public List<String> queryAll(String name) {
        var values = query.getValues(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /// A query parameter that is true or false; false when absent.
    public boolean asked(String name) {
        return switch (query(name).orElse("false")) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Problem.of(ProblemCode.MALFORMED, "query parameter " + name + " must be true or false");
        };
    }

    /// A query parameter that is a whole number from 0 on.
    public Optional<Long> number(String name) {
        return query(name).map(text -> {
            if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw Problem.of(ProblemCode.MALFORMED, "query parameter " + name + " must be a whole number");
            }
            return Long.parseLong(text);
        });
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// The first DNS name in the certificate that the client showed over TLS; none when it showed none. Whether it is to be believed was decided by who made the connection.
    public Optional<String> peer() {
        var session = request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        try {
            var chain = session == null ? null : session.peerCertificates();
            var names = chain == null || chain.length == 0 ? null : chain[0].getSubjectAlternativeNames();
            return names == null ? Optional.empty() : names.stream().filter(name -> name.get(0).equals(DNS_NAME)).map(name -> name.get(1).toString()).findFirst();
        } catch (CertificateParsingException strange) {
            return Optional.empty();
        }
    }

    public Limits limits() {
        return limits;
    }

    /// The body, at most `most` bytes of it.
    ///
    /// @throws Problem 413 while reading, when it is longer, or at once when the client says it will be
    public InputStream body(long most) throws IOException {
        return new BoundedBody(request, most, limits);
    }

    /// The whole body of at most `most` bytes. Large ones wait for each other.
    ///
    /// @throws Problem 413 when it is longer, 429 when others were in the way for too long
    public byte[] bytes(long most) throws IOException {
        try (var body = body(most)) {
            return large.read(body);
        }
    }

    /// The answer is sent, or there will be none.
    @Override
    public void close() {
        large.close();
    }

    /// The body as a record of the API.
    public <T> T json(Class<T> type, long most) throws IOException {
        var read = Wire.read(type, bytes(most));
        if (read == null) {
            throw Problem.of(ProblemCode.MALFORMED, "the body is null; a JSON object is expected");
        }
        return read;
    }

    /// The body as a tree.
    public JsonNode tree(long most) throws IOException {
        return Wire.tree(bytes(most));
    }

    private static Fields query(Request request) {
        var fields = new Fields(true);
        var text = request.getHttpURI().getQuery();
        if (text != null) {
            try {
                UrlEncoded.decodeTo(text, fields::add, StandardCharsets.UTF_8);
            } catch (RuntimeException notEncoded) {
                throw Problem.of(ProblemCode.MALFORMED, "the query is not properly percent-encoded UTF-8");
            }
        }
        return fields;
    }
}
