package dev.plimsoll.authority;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/// One key with its certificate, replaced by a new one when a third of its life is left. A handshake that has begun ends with the key it began with:
/// the alias names it.
final class RotatingKeys extends X509ExtendedKeyManager {
    private final Authority authority;
    private final Clock clock;
    private final Duration life;
    private final SecureRandom random;
    private final Function<PublicKey, X509Certificate> certified;
    private volatile Pair current;
    private volatile Pair previous;

    RotatingKeys(Authority authority, Clock clock, Duration life, SecureRandom random, Function<PublicKey, X509Certificate> certified) {
        this.authority = authority;
        this.clock = clock;
        this.life = life;
        this.random = random;
        this.certified = certified;
        this.current = fresh(0);
        this.previous = current;
    }

    private record Pair(String alias, long number, PrivateKey key, X509Certificate[] chain, Instant until) {}

    private Pair fresh(long number) {
        var keys = Keys.fresh(random);
        return new Pair("key-" + number, number, keys.getPrivate(), new X509Certificate[] {certified.apply(keys.getPublic()), authority.certificate()},
            clock.instant().plus(life.multipliedBy(2).dividedBy(3)));
    }

    private synchronized String alias() {
        if (!clock.instant().isBefore(current.until)) {
            previous = current;
            current = fresh(current.number + 1);
        }
        return current.alias;
    }

    private Pair named(String alias) {
        var now = current;
        return now.alias.equals(alias) ? now : previous;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return alias();
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return alias();
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return type.startsWith("EC") ? alias() : null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(type, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return named(alias).chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return named(alias).key;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return new String[] {alias()};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return getClientAliases(type, issuers);
    }
}
