package dev.plimsoll.dns.web;

import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.tls.TrustedAuthorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/// Requests to one provider, each with an end. No redirections, because a credential must not follow one.
public final class WebApi implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST = 16 << 20;

    private final String base;
    private final HttpClient client;

    private WebApi(String base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /// At the zone's endpoint, or where the provider is at home.
    ///
    /// @throws DnsFailure.Rejected with code `InvalidZone` when it would carry credentials over the network in the clear
    public static WebApi of(Settings settings, String home) {
        var base = settings.access().spec().endpoint().orElse(home);
        if (!base.startsWith("https://") && !loopback(base)) {
            throw settings.invalid("the endpoint " + base + " would carry credentials in the clear; it begins with https://");
        }
        return at(settings, base);
    }

    /// At an address that need not be encrypted, as inside many an OpenStack.
    public static WebApi at(Settings settings, String base) {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(TO_CONNECT);
        settings.entry("ca").ifPresent(pem -> {
            try {
                client.sslContext(TrustedAuthorities.context(pem.reveal()));
            } catch (IllegalArgumentException unreadable) {
                throw settings.invalid("the secret's entry ca holds " + unreadable.getMessage());
            }
        });
        return new WebApi(base.replaceFirst("/+$", ""), client.build());
    }

    /// A request for a path below the base, which begins with a slash.
    public HttpRequest.Builder request(String path) {
        return request(base, path);
    }

    /// A request for a path below another base.
    ///
    /// @throws DnsFailure.Unreachable when that is no address
    public HttpRequest.Builder request(String other, String path) {
        try {
            return HttpRequest.newBuilder(URI.create(other + path));
        } catch (IllegalArgumentException wrong) {
            throw new DnsFailure.Unreachable("the provider names an address that is none", wrong);
        }
    }

    /// `?name=value&…` in the order of names; empty for nothing.
    public static String query(Map<String, String> values) {
        return values.isEmpty() ? "" : values.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue())).collect(Collectors.joining("&", "?", ""));
    }

    /// Percent-encoded as RFC 3986 wants it, so that no value can reach another path.
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /// @param doing in words that follow "cannot"
    /// @throws DnsFailure.Unreachable when there is no whole answer
    public Answer send(String doing, HttpRequest request) {
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            // The request's own time-out ends with the first bytes of the answer; this one is for the whole.
            var response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(doing, response.statusCode(), response.headers(), response.body());
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
                case SSLException _ -> text + "; a certificate of another authority is believed when the secret's entry ca holds that authority's";
                case IOException _ when text.contains("exceeds capacity") -> "the answer is larger than " + (LARGEST >> 20) + " MiB";
                default -> text;
            }, cause);
        }
    }

    private static DnsFailure unreachable(String doing, HttpRequest request, String why, Throwable cause) {
        return new DnsFailure.Unreachable("cannot " + doing + ": no answer from " + request.uri().getScheme() + "://" + request.uri().getAuthority() + " (" + why + ")", cause);
    }

    private static boolean loopback(String base) {
        try {
            var host = URI.create(base).getHost();
            return "localhost".equals(host) || host != null && InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
