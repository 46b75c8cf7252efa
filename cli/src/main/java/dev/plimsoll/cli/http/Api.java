package dev.plimsoll.cli.http;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One control plane. Every call is one request; a refusal is a [Problem], silence a [Trouble].
public final class Api {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private final ServerPlace place;
    private final Duration patience;

    public Api(ServerPlace place) {
        this(place, USUAL);
    }

    /// @param patience longest wait for an answer
    public Api(ServerPlace place, Duration patience) {
        this.place = place;
        this.patience = patience;
    }

    public ServerPlace place() {
        return place;
    }

    public Json get(Route route) throws IOException {
        return answer(open("GET", route));
    }

    /// Like [#get], with nothing when it does not exist.
    public Optional<Json> find(Route route) throws IOException {
        try {
            return Optional.of(get(route));
        } catch (Problem problem) {
            if (problem.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    /// All items of a listing, over as many pages as it has.
    public List<Json> list(Route route) throws IOException {
        var items = new ArrayList<Json>();
        var cursor = "";
        do {
            var page = get(route.with("limit", "500").with("cursor", cursor));
            items.addAll(page.items("items"));
            cursor = page.text("cursor");
        } while (!cursor.isEmpty());
        return items;
    }

    /// @param headers further headers, such as `Idempotency-Key`
    public Json post(Route route, Object body, Map<String, String> headers) throws IOException {
        var connection = open("POST", route);
        headers.forEach(connection::setRequestProperty);
        send(connection, "application/json", JsonText.compact(body).getBytes(StandardCharsets.UTF_8));
        return answer(connection);
    }

    public Json post(Route route, Object body) throws IOException {
        return post(route, body, Map.of());
    }

    /// Creates a document, or replaces it.
    public Json put(Route route, Object body) throws IOException {
        var connection = open("PUT", route);
        send(connection, "application/json", JsonText.compact(body).getBytes(StandardCharsets.UTF_8));
        return answer(connection);
    }

    public Json delete(Route route) throws IOException {
        return answer(open("DELETE", route));
    }

    /// Whether there is something at the route.
    public boolean has(Route route) throws IOException {
        var connection = open("HEAD", route);
        var status = status(connection);
        if (status != 404 && status >= 400) {
            throw new Problem(status, Json.NONE);
        }
        return status != 404;
    }

    /// Writes so many bytes to a route.
    public Json put(Route route, long length, Body body) throws IOException {
        var connection = open("PUT", route);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-tar");
        connection.setFixedLengthStreamingMode(length);
        try (var out = connect(connection)) {
            body.writeTo(out);
        } catch (IOException broken) {
            // The server may have answered before it read everything; what it says is better than a broken pipe.
            if (connection.getErrorStream() == null) {
                throw broken;
            }
        }
        return answer(connection);
    }

    /// An answer to be read as it comes; silence longer than `patience` is an IOException. The caller closes it.
    public InputStream stream(Route route, String accept, Map<String, String> headers) throws IOException {
        var connection = open("GET", route);
        connection.setRequestProperty("Accept", accept);
        headers.forEach(connection::setRequestProperty);
        refuse(connection);
        return connection.getInputStream();
    }

    /// The same for a POST without a body.
    public InputStream posted(Route route) throws IOException {
        var connection = open("POST", route);
        send(connection, "application/json", new byte[0]);
        refuse(connection);
        return connection.getInputStream();
    }

    private HttpURLConnection open(String method, Route route) throws IOException {
        var connection = (HttpURLConnection) URI.create(place.address() + route).toURL()
            .openConnection(place.local() ? Proxy.NO_PROXY : proxy());
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) Math.min(5_000, patience.toMillis()));
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "plimsoll-cli");
        if (!place.token().isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + place.token());
        }
        return connection;
    }

    private Proxy proxy() {
        var selected = java.net.ProxySelector.getDefault().select(URI.create(place.address()));
        return selected.isEmpty() ? Proxy.NO_PROXY : selected.getFirst();
    }

    private void send(HttpURLConnection connection, String type, byte[] body) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", type);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connect(connection)) {
            out.write(body);
        }
    }

    private OutputStream connect(HttpURLConnection connection) throws IOException {
        try {
            return connection.getOutputStream();
        } catch (ConnectException | java.net.UnknownHostException nobody) {
            throw silent(nobody);
        }
    }

    private Json answer(HttpURLConnection connection) throws IOException {
        refuse(connection);
        try (var in = connection.getInputStream()) {
            return JsonText.read(in);
        }
    }

    private void refuse(HttpURLConnection connection) throws IOException {
        var status = status(connection);
        if (status < 300) {
            return;
        }
        try (var in = connection.getErrorStream()) {
            var isJson = Optional.ofNullable(connection.getContentType()).orElse("").contains("json");
            throw new Problem(status, in != null && isJson ? JsonText.read(in) : Json.NONE);
        }
    }

    private int status(HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (ConnectException | java.net.UnknownHostException nobody) {
            throw silent(nobody);
        } catch (SocketTimeoutException late) {
            throw Trouble.failed("the control plane at " + place + " did not answer within " + patience.toSeconds() + " s",
                "is it busy? See server.log in its state folder");
        }
    }

    private Trouble silent(IOException why) {
        return Trouble.failed("the control plane does not answer at " + place + ": " + why.getMessage(),
            place.local() ? "it does not run; start it with: plimsoll up" : "is the address right?");
    }

    /// Writes the body of a request.
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
