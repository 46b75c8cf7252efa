package dev.plimsoll.api;

import dev.plimsoll.api.certificates.ChallengeRoutes;
import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Listener;
import dev.plimsoll.api.http.Routes;
import dev.plimsoll.api.http.Token;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.store.Mirror;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Where certificate authorities find the answers that prove names over HTTP. An ingress leads the path here, or this listens on port 80 itself. Nothing else is here, and it asks for no token.
public final class ChallengeServer implements AutoCloseable {
    /// An authority sends one short request from each of a handful of places.
    private static final Limits LIMITS = new Limits(0, 0, 0, 8 << 10, 10, 500, 0, Duration.ofSeconds(10), Duration.ofSeconds(15), 1 << 10, Duration.ofSeconds(15));

    private final Listener listener;
    private final InetSocketAddress address;

    private ChallengeServer(Listener listener, InetSocketAddress address) {
        this.listener = listener;
        this.address = address;
    }

    /// Begins to serve.
    ///
    /// @throws IOException when the address cannot be listened on
    public static ChallengeServer start(InetSocketAddress address, Mirror mirror, Meters meters) throws IOException {
        var nobodys = new byte[32];
        new SecureRandom().nextBytes(nobodys);
        var listener = new Listener(address, new Routes(ChallengeRoutes.of(mirror)), new Listener.Guard(new Token(HexFormat.of().formatHex(nobodys)), LIMITS, Optional.empty()), meters);
        return new ChallengeServer(listener, listener.start());
    }

    /// Where it listens, with the port that was chosen when none was asked for.
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        listener.close();
    }
}
