package dev.plimsoll.authority;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/// What the control plane shows of itself over TLS: as a client to machines' engines, as a server to machines that enrol. Its keys live in memory
/// only, and are new with every start.
public final class Identities {
    /// Long enough that a connection outlives no certificate, short enough that a stolen key is soon worth nothing.
    private static final Duration LIFE = Duration.ofDays(7);

    private final Authority authority;
    private final SecureRandom random;
    private final X509ExtendedKeyManager client;
    private final Clock clock;

    public Identities(Authority authority, Clock clock, SecureRandom random) {
        this.authority = authority;
        this.clock = clock;
        this.random = random;
        this.client = new RotatingKeys(authority, clock, LIFE, random, key -> authority.client("Plimsoll control plane", key, LIFE));
    }

    /// For connections to one machine: shows the control plane's certificate, and accepts no other server than that machine, wherever it answers.
    ///
    /// @param machine the name its certificate has, see [MachineName]
    public SSLContext toMachine(String machine) {
        return context(client, new MachineTrust(authority.certificate(), machine, clock));
    }

    /// For the door that machines knock at: shows a certificate of these names, and the authority's with it, by which machines find what they were
    /// told to trust. A machine may show its own.
    public SSLContext door(ServerNames names) {
        return context(new RotatingKeys(authority, clock, LIFE, random, key -> authority.server("Plimsoll control plane", key, LIFE, names)), new KnockingTrust(authority.certificate(), clock));
    }

    private SSLContext context(X509ExtendedKeyManager keys, TrustManager... trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new X509ExtendedKeyManager[] {keys}, trust.length == 0 ? null : trust, random);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
