package dev.plimsoll.api;

import dev.plimsoll.api.http.Limits;
import dev.plimsoll.api.http.Token;
import java.net.InetSocketAddress;
import java.util.Optional;

/// How the API is served.
///
/// @param address loopback only: the token would cross any other network in clear text
/// @param token   what clients must show
/// @param reader  opens discovery and nothing else; none: nobody has such a one
/// @param limits  how much they may ask
public record ApiSettings(InetSocketAddress address, Token token, Optional<Token> reader, Limits limits) {
    public ApiSettings {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the API listens on loopback addresses only, and " + address.getHostString()
                + " is none; to reach it from elsewhere, put an SSH tunnel or a TLS proxy in front");
        }
    }

    public static ApiSettings usual(InetSocketAddress address, Token token) {
        return new ApiSettings(address, token, Optional.empty(), Limits.USUAL);
    }

    public ApiSettings withReader(Token changed) {
        return new ApiSettings(address, token, Optional.of(changed), limits);
    }
}
