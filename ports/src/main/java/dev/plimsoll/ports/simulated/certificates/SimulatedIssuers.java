package dev.plimsoll.ports.simulated.certificates;

import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.Issuers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// All simulated authorities of one world; a directory is one authority, and so is every internal issuer.
public final class SimulatedIssuers implements Issuers {
    private final InstantSource clock;
    private final Predicate<Challenge> found;
    private final Map<String, SimulatedAuthority> authorities = new ConcurrentHashMap<>();

    /// @param found whether the answer of a challenge is in place; what an authority would look for outside
    public SimulatedIssuers(InstantSource clock, Predicate<Challenge> found) {
        this.clock = clock;
        this.found = found;
    }

    /// The authority behind a directory; the empty text is the internal one.
    public SimulatedAuthority authority(String directory) {
        return authorities.computeIfAbsent(directory, d -> new SimulatedAuthority(clock, found, !d.isEmpty(), Duration.ofDays(90)));
    }

    @Override
    public CertificateIssuer open(Access access) {
        return new SimulatedIssuer(authority(access.spec().directory().orElse("")), access.account().reveal());
    }
}
