package dev.plimsoll.certificates.acme;

import java.net.URI;
import java.net.URL;
import java.net.MalformedURLException;
import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;
import java.util.Optional;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.AbstractAcmeProvider;

/// The library's way to one directory, with our own connections: HTTPS only, no redirects, and trust in the declared certificates when there are any.
final class DirectoryProvider extends AbstractAcmeProvider {
    private final Optional<SSLContext> trust;

    DirectoryProvider(Optional<SSLContext> trust) {
        this.trust = trust;
    }

    @Override
    public boolean accepts(URI server) {
        return "https".equals(server.getScheme());
    }

    @Override
    public URL resolve(URI server) {
        try {
            return server.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
        var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(settings.getTimeout());
        trust.ifPresent(client::sslContext);
        return client.build();
    }
}
