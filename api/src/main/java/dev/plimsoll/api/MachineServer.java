package dev.plimsoll.api;

import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Listener;
import dev.plimsoll.api.http.Routes;
import dev.plimsoll.api.http.Token;
import dev.plimsoll.api.machines.MachineRoutes;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.plane.MachineDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What machines call, listening over TLS on an address they reach. Nothing else is there.
public final class MachineServer implements AutoCloseable {
    /// Machines say little and say it soon; who else knocks gets no room.
    private static final Limits LIMITS = new Limits(0, 64 << 10, 0, 8 << 10, 10, 500, 0, Duration.ofSeconds(10), Duration.ofSeconds(15), 1 << 10, Duration.ofSeconds(15));

    private final Listener listener;
    private final InetSocketAddress address;

    private MachineServer(Listener listener, InetSocketAddress address) {
        this.listener = listener;
        this.address = address;
    }

    /// Begins to serve.
    ///
    /// @throws IOException when the address cannot be listened on
    public static MachineServer start(InetSocketAddress address, SSLContext identity, MachineDoor door, Meters meters) throws IOException {
        var listener = new Listener(address, new Routes(MachineRoutes.of(door)), new Listener.Guard(nobodys(), LIMITS, Optional.of(identity)), meters);
        return new MachineServer(listener, listener.start());
    }

    /// Where it listens, with the port that was chosen when none was asked for.
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        listener.close();
    }

    /// No route here asks for the API's token, so the API's token is not known here.
    private static Token nobodys() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }
}
