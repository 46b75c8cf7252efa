package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.ports.cloud.CloudFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Requests over HTTP, each with an end. HTTP/1.1, because the services' own servers know nothing newer; no redirections, because a token must not follow one.
///
/// A service that closes a kept connection at the wrong moment leaves a request unanswered now and then (uWSGI does, where nobody tells it to say `Connection: close`). The client asks
/// again by itself where asking twice is harmless; otherwise it is one of the failures that may have happened.
final class Transport implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /// Nova may take most of a minute on a busy cloud.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// A thousand machines with all their details are some three megabytes.
    private static final int LARGEST = 32 << 20;

    private final HttpClient client;

    Transport(Optional<SSLContext> trust) {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(TO_CONNECT);
        trust.ifPresent(client::sslContext);
        this.client = client.build();
    }

    /// @throws CloudFailure.Unreachable when there is no whole answer
    Answer send(String doing, HttpRequest request) {
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            // The request's own time-out ends with the first bytes of the answer; this one is for the whole.
            var response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw unreachable(doing, request, "no whole answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (InterruptedException givenUp) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(doing, request, "given up", givenUp);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw unreachable(doing, request, switch (cause) {
                case SSLException _ -> text + "; a certificate of the cloud's own authority is believed when the secret's entry ca holds that authority's";
                case IOException _ when text.contains("exceeds capacity") -> "the answer is larger than " + (LARGEST >> 20) + " MiB";
                default -> text;
            }, cause);
        }
    }

    private static CloudFailure unreachable(String doing, HttpRequest request, String why, Throwable cause) {
        return new CloudFailure.Unreachable("cannot " + doing + ": no answer from " + request.uri().getScheme() + "://" + request.uri().getAuthority() + " (" + why + ")", cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
