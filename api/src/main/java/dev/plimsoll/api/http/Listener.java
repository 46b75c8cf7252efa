package dev.plimsoll.api.http;

import dev.plimsoll.api.metrics.Meters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Listens on an address and serves a route table.
public final class Listener implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST_FRAME = 64 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Front front;

    /// Does not listen yet.
    public Listener(InetSocketAddress address, Routes routes, Guard guard, Meters meters) {
        var limits = guard.limits();
        this.server = new Server(threads(), new ScheduledExecutorScheduler("api-timer", true, 1), null);
        this.connector = new ServerConnector(server, 1, 1, protocols(guard));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(new SilentConnections(connector.getScheduler(), limits.headersWithin()));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        this.front = new Front(routes, guard, meters);
        server.setHandler(front);
        server.setErrorHandler(Listener::refused);
        server.setStopTimeout(STOP_WITHIN.toMillis());
        var sockets = ServerWebSocketContainer.ensure(server);
        sockets.setMaxBinaryMessageSize(LARGEST_FRAME);
        sockets.setMaxTextMessageSize(LARGEST_FRAME);
        sockets.setMaxFrameSize(LARGEST_FRAME);
        sockets.setIdleTimeout(Duration.ofHours(1));
    }

    /// What keeps strangers and hogs out.
    ///
    /// @param reader   opens the routes of discovery and nothing else
    /// @param identity what the server shows of itself over TLS; none: clear text, for the loopback interface
    public record Guard(Token token, Optional<Token> reader, Limits limits, Optional<SSLContext> identity) {
        /// Where nobody may only read.
        public Guard(Token token, Limits limits, Optional<SSLContext> identity) {
            this(token, Optional.empty(), limits, identity);
        }
    }

    /// Begins to listen.
    ///
    /// @return the address, with the port that was chosen when none was asked for
    /// @throws IOException when the address cannot be listened on, with a sentence that names it
    public InetSocketAddress start() throws IOException {
        try {
            server.start();
        } catch (Exception failed) {
            close();
            throw new IOException("cannot listen on " + connector.getHost() + ":" + connector.getPort() + ": " + failed.getMessage(), failed);
        }
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /// Ends streams, lets requests under way end for some seconds, stops.
    @Override
    public void close() {
        front.endStreams();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the API did not stop", failed);
        }
    }

    /// A few platform threads for selecting; requests run on virtual ones.
    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(8, 2);
        threads.setName("api");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("api-"));
        return threads;
    }

    private static ConnectionFactory[] protocols(Guard guard) {
        var http = new HttpConnectionFactory(configuration(guard.limits()));
        return guard.identity().map(identity -> {
            var tls = new SslContextFactory.Server();
            tls.setSslContext(identity);
            tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            tls.setSniRequired(false);
            tls.setWantClientAuth(true);
            return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
        }).orElseGet(() -> new ConnectionFactory[] {http});
    }

    private static HttpConfiguration configuration(Limits limits) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(limits.headers());
        configuration.setIdleTimeout(limits.idle().toMillis());
        configuration.setUseInputDirectByteBuffers(false);
        configuration.setUseOutputDirectByteBuffers(false);
        return configuration;
    }

    /// Ends connections whose first request does not arrive: bytes trickling in would keep them from being idle.
    private record SilentConnections(Scheduler timer, Duration patience) implements Connection.Listener {
        @Override
        public void onOpened(Connection connection) {
            if (!(connection instanceof WebSocketConnection)) {
                timer.schedule(() -> closeSilent(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private static void closeSilent(Connection connection) {
            if (connection.getMessagesIn() == 0) {
                connection.getEndPoint().close();
            }
        }
    }

    /// A problem document for what Jetty refuses before the front sees it: bad request lines, headers too large, ambiguous paths.
    private static boolean refused(Request request, Response response, Callback callback) throws IOException {
        var code = ProblemCode.ofStatus(response.getStatus());
        var body = Wire.bytes(Problem.of(code, "the request is not proper HTTP, or more than the server takes").document("none"));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(Front.REQUEST_ID, "none");
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
        callback.succeeded();
        return true;
    }
}
