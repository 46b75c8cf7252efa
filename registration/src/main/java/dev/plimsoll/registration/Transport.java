package dev.plimsoll.registration;

import dev.plimsoll.ports.registration.RegisterFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Sends requests, each with an end. No redirections, because a secret must not follow one. Messages name the host and never the address in full.
final class Transport implements AutoCloseable {
    private static final int LARGEST = 8 << 20;

    private final Duration patience;
    private final HttpClient client;

    Transport(Duration patience) {
        this(patience, Optional.empty());
    }

    /// @param tls whom to trust and what to show; none: as this Java trusts, and nothing
    Transport(Duration patience, Optional<SSLContext> tls) {
        this.patience = patience;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(patience);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /// @throws RegisterFailure.Unreachable when there is no whole answer
    HttpResponse<byte[]> send(String call, HttpRequest request) {
        requireFit(call, request);
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            // The request's own time-out ends with the first bytes of the answer; this one is for the whole.
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw unreachable(call, request, "no whole answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException givenUp) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(call, request, "given up");
        } catch (ExecutionException failed) {
            throw unreachable(call, request, why(failed.getCause()));
        }
    }

    /// The sorts of trouble in our own words: the client's may repeat the address.
    private static String why(Throwable cause) {
        return switch (cause) {
            case SSLException _ -> "its TLS is not to be trusted, or it speaks none";
            case java.net.http.HttpTimeoutException _ -> "no answer in time";
            case java.net.ConnectException _ -> "the connection is refused";
            case IOException large when String.valueOf(large.getMessage()).contains("exceeds capacity") -> "the answer is larger than " + (LARGEST >> 20) + " MiB";
            default -> "the connection ended: " + cause.getClass().getSimpleName();
        };
    }

    /// Link-local addresses are where clouds hand out credentials; no API of others lives there.
    private static void requireFit(String call, HttpRequest request) {
        try {
            for (var address : InetAddress.getAllByName(request.uri().getHost())) {
                if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                    throw new RegisterFailure.Rejected("Refused", "cannot " + call + ": " + request.uri().getHost() + " leads to " + address.getHostAddress() + ", which is not called", null);
                }
            }
        } catch (UnknownHostException nameless) {
            throw unreachable(call, request, "its name leads nowhere");
        }
    }

    private static RegisterFailure unreachable(String call, HttpRequest request, String why) {
        return new RegisterFailure.Unreachable("cannot " + call + ": no answer from " + request.uri().getScheme() + "://" + request.uri().getAuthority() + " (" + why + ")", null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
