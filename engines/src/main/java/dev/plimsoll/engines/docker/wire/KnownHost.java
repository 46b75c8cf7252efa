package dev.plimsoll.engines.docker.wire;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.config.ConnectionConfig;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.config.RequestConfig;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.HttpClients;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.ClassicHttpResponse;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.HttpHost;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.io.entity.InputStreamEntity;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.util.TimeValue;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.util.Timeout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The transport's client once more, for hosts whose certificates name a machine and not an address. The transport itself always wants the address named; here the context decides
/// alone. Uses the client that the transport brings along.
final class KnownHost implements DockerHttpClient {
    private final URI host;
    private final CloseableHttpClient client;

    KnownHost(DockerAddress address, Duration toConnect) {
        this.host = URI.create("https://" + address.host().getAuthority());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(address.tls().orElseThrow().context(), NoopHostnameVerifier.INSTANCE))
            .setMaxConnTotal(Integer.MAX_VALUE).setMaxConnPerRoute(Integer.MAX_VALUE)
            .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(toConnect)).setValidateAfterInactivity(TimeValue.NEG_ONE_SECOND).build()).build();
        // Retries, redirects and the like are not for an engine; whoever is called decides about them.
        this.client = HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.DISABLED).build())
            .disableConnectionState().disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableContentCompression().build();
    }

    @Override
    public Response execute(Request request) {
        var asked = new HttpUriRequestBase(request.method(), host.resolve(request.path()));
        request.headers().forEach(asked::addHeader);
        if (request.bodyBytes() != null) {
            asked.setEntity(new ByteArrayEntity(request.bodyBytes(), null));
        } else if (request.body() != null) {
            asked.setEntity(new InputStreamEntity(request.body(), null));
        }
        try {
            return new Answered(asked, client.executeOpen(HttpHost.create(host), asked, null));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private record Answered(HttpUriRequestBase asked, ClassicHttpResponse response) implements Response {
        @Override
        public int getStatusCode() {
            return response.getCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            var headers = new LinkedHashMap<String, List<String>>();
            for (var header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
            }
            return headers;
        }

        @Override
        public String getHeader(String name) {
            var header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }

        @Override
        public InputStream getBody() {
            try {
                return response.getEntity() == null ? InputStream.nullInputStream() : response.getEntity().getContent();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /// Cuts a connection whose answer was not read to its end.
        @Override
        public void close() {
            asked.abort();
            try {
                response.close();
            } catch (IOException ignored) {
                // It is gone either way.
            }
        }
    }
}
