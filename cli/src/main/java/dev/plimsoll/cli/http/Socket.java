package dev.plimsoll.cli.http;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// A WebSocket to the control plane whose messages begin with a byte that names their channel, as `docs/api.md` says for terminals.
public final class Socket implements AutoCloseable {
    private final HttpClient client;
    private final WebSocket socket;

    private Socket(HttpClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
    }

    /// @param listener called from one thread at a time
    public static Socket open(ServerPlace place, Route route, Listener listener) throws IOException {
        var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        var address = URI.create(place.address().replaceFirst("^http", "ws") + route);
        try {
            return new Socket(client, client.newWebSocketBuilder().header("Authorization", "Bearer " + place.token())
                .connectTimeout(Duration.ofSeconds(10)).buildAsync(address, new Messages(listener)).join());
        } catch (CompletionException failed) {
            client.shutdownNow();
            throw switch (failed.getCause()) {
                case WebSocketHandshakeException refused -> refused(refused.getResponse().statusCode());
                case IOException broken -> Trouble.failed("no connection to the control plane at " + place + ": " + broken.getMessage(), "");
                default -> failed;
            };
        }
    }

    /// Sends one message. Blocks until it is on its way; when the other side has ended, nothing happens, since it tells that itself.
    public synchronized void send(int channel, byte[] bytes, int length) {
        if (!socket.isOutputClosed()) {
            var message = ByteBuffer.allocate(length + 1).put((byte) channel).put(bytes, 0, length).flip();
            socket.sendBinary(message, true).exceptionally(_ -> socket).join();
        }
    }

    @Override
    public void close() {
        // Nobody waits for the other side's farewell; an open client would keep the process.
        socket.abort();
        client.shutdownNow();
    }

    private static Trouble refused(int status) {
        return switch (status) {
            case 401, 403 -> new Trouble(ExitCode.NOT_ALLOWED, "the control plane does not allow it", "is the token right? See --token-file");
            case 404 -> Trouble.notFound("there is no such running instance", "plimsoll status -i shows them");
            default -> Trouble.failed("the control plane answered " + status, "");
        };
    }

    /// Gets the messages.
    public interface Listener {
        /// @param bytes without the channel's byte
        void message(int channel, ByteBuffer bytes);

        /// Nothing more comes.
        ///
        /// @param reason empty when it ended in good order
        void closed(String reason);
    }

    /// Large messages arrive in pieces; only the first has the channel's byte.
    private static final class Messages implements WebSocket.Listener {
        private final Listener listener;
        private int channel = -1;

        Messages(Listener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            if (channel < 0 && data.hasRemaining()) {
                channel = data.get() & 0xff;
            }
            if (channel >= 0) {
                listener.message(channel, data);
            }
            channel = last ? -1 : channel;
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            listener.closed(code == WebSocket.NORMAL_CLOSURE ? "" : reason.isEmpty() ? "closed with code " + code : reason);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            listener.closed(error.getMessage() == null ? error.toString() : error.getMessage());
        }
    }
}
