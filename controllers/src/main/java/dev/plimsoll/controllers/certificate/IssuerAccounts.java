package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.certificate.ExternalAccount;
import dev.plimsoll.model.certificate.IssuerType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.Issuers;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The authorities of all issuers, each opened once, and again when the issuer or its secrets change. One that wants to be left alone is left alone by everybody.
public final class IssuerAccounts implements AutoCloseable {
    /// Entry of an account's Secret.
    static final String ACCOUNT_KEY = "account.key";
    private static final Duration REST = Duration.ofMinutes(5);

    private final Issuers issuers;
    private final Mirror mirror;
    private final Vault vault;
    private final InstantSource clock;
    private final Map<Key, Opened> opened = new HashMap<>();
    private final Map<Key, Instant> resting = new HashMap<>();

    public IssuerAccounts(Issuers issuers, Mirror mirror, Vault vault, InstantSource clock) {
        this.issuers = issuers;
        this.mirror = mirror;
        this.vault = vault;
        this.clock = clock;
    }

    private record Opened(String of, CertificateIssuer issuer) {}

    /// How to reach an issuer's authority.
    sealed interface Way {
        record Open(Resource declared, CertificateIssuer issuer) implements Way {}

        /// @param what  the resource that is missing, when it is one
        /// @param pause how long to wait, when it is known
        record Closed(Optional<Key> what, String reason, String sentence, Optional<Duration> pause) implements Way {}
    }

    /// The Secret with the key of an issuer's account. It stays when the issuer goes: an issuer of that name that comes later has the same account again, and its history.
    static Key accountOf(Key issuer) {
        return new Key(Kind.SECRET, issuer.project(), SecretNames.with(issuer.name(), "-account"));
    }

    /// Makes the account's Secret, when there is none.
    Optional<Write> account(Resource issuer, CertificateKeys keys) {
        var key = accountOf(issuer.key());
        if (issuer.spec(IssuerSpec.class).type() != IssuerType.ACME || mirror.get(key).isPresent()) {
            return Optional.empty();
        }
        var sealed = vault.seal(new SecretSpec(Map.of(ACCOUNT_KEY, keys.account().reveal())));
        return Optional.of(new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()), sealed), Write.Expected.ABSENT));
    }

    /// The way to the authority of an issuer.
    synchronized Way to(Key issuer) {
        var found = mirror.get(issuer);
        if (found.isEmpty()) {
            return lacking(issuer, "there is no " + issuer.shortForm());
        }
        var rest = Optional.ofNullable(resting.get(issuer)).filter(clock.instant()::isBefore);
        if (rest.isPresent()) {
            return new Way.Closed(Optional.empty(), "Throttled", issuer.shortForm() + " wants to be left alone until " + rest.get(), Optional.of(Duration.between(clock.instant(), rest.get())));
        }
        var spec = found.get().spec(IssuerSpec.class);
        var account = mirror.get(accountOf(issuer));
        if (spec.type() == IssuerType.ACME && account.isEmpty()) {
            return lacking(accountOf(issuer), "there is no account yet at " + issuer.shortForm());
        }
        var bound = spec.externalAccount().map(e -> new Key(Kind.SECRET, issuer.project(), e.secret()));
        var binding = bound.flatMap(mirror::get);
        if (bound.isPresent() && binding.isEmpty()) {
            return lacking(bound.get(), "there is no " + bound.get().shortForm() + " with the key of the external account");
        }
        var of = print(found.get()) + account.map(IssuerAccounts::print).orElse("") + binding.map(IssuerAccounts::print).orElse("");
        var known = opened.get(issuer);
        if (known == null || !known.of().equals(of)) {
            forget(issuer);
            try {
                var secret = account.map(a -> entry(a, ACCOUNT_KEY)).orElseGet(() -> new SecretText(""));
                known = new Opened(of, issuers.open(new Issuers.Access(issuer, spec, secret, binding.map(b -> entry(b, spec.externalAccount().map(ExternalAccount::entry).orElse(""))))));
            } catch (CertificateFailure.Rejected unusable) {
                return new Way.Closed(Optional.empty(), unusable.code(), unusable.getMessage(), Optional.empty());
            }
            opened.put(issuer, known);
        }
        return new Way.Open(found.get(), known.issuer());
    }

    /// Nothing more is asked of it for that long.
    synchronized void rest(Key issuer, Optional<Duration> pause) {
        resting.put(issuer, clock.instant().plus(pause.orElse(REST)));
    }

    /// Nobody needs it any more.
    synchronized void forget(Key issuer) {
        Optional.ofNullable(opened.remove(issuer)).ifPresent(o -> o.issuer().close());
    }

    private SecretText entry(Resource secret, String name) {
        var sealed = secret.spec(SecretSpec.class).data().get(name);
        if (sealed == null) {
            throw new CertificateFailure.Rejected("InvalidIssuer", secret.key().shortForm() + " has no entry '" + name + "'", null);
        }
        return vault.open(sealed);
    }

    private static Way lacking(Key what, String sentence) {
        return new Way.Closed(Optional.of(what), "ReferenceNotFound", sentence, Optional.empty());
    }

    private static String print(Resource resource) {
        return resource.metadata().uid() + "/" + resource.metadata().generation() + " ";
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(o -> o.issuer().close());
        opened.clear();
    }
}
