package dev.plimsoll.controllers.dns;

import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.store.Mirror;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All zones at their providers, each opened once, and again when the zone or its credentials change.
public final class ZoneAccounts implements AutoCloseable {
    private final DnsProviders providers;
    private final Mirror mirror;
    private final Vault vault;
    private final InstantSource clock;
    private final Map<Key, Opened> opened = new HashMap<>();

    public ZoneAccounts(DnsProviders providers, Mirror mirror, Vault vault, InstantSource clock) {
        this.providers = providers;
        this.mirror = mirror;
        this.vault = vault;
        this.clock = clock;
    }

    private record Opened(String of, ObservedZone zone) {}

    /// How to reach a zone.
    sealed interface Way {
        record Open(Resource declared, ObservedZone zone) implements Way {}

        /// Answered by this control plane: what is declared is what is there.
        record Embedded(Resource declared) implements Way {}

        /// @param what the resource that is missing, when it is one
        record Closed(Optional<Key> what, String reason, String sentence) implements Way {}
    }

    synchronized Way to(Key zone) {
        var found = mirror.get(zone);
        if (found.isEmpty()) {
            return new Way.Closed(Optional.of(zone), "ReferenceNotFound", "there is no " + zone.shortForm());
        }
        var spec = found.get().spec(DnsZoneSpec.class);
        if (spec.provider() == DnsProvider.EMBEDDED) {
            return new Way.Embedded(found.get());
        }
        var credentials = spec.credentials().map(name -> new Key(Kind.SECRET, zone.project(), name));
        var secret = credentials.flatMap(mirror::get);
        if (credentials.isPresent() && secret.isEmpty()) {
            return new Way.Closed(credentials, "ReferenceNotFound", "there is no " + credentials.get().shortForm() + " with the credentials of " + zone.shortForm());
        }
        var of = found.get().metadata().uid() + "/" + found.get().metadata().generation() + "/" + secret.map(s -> s.metadata().uid() + s.metadata().generation()).orElse("");
        var known = opened.get(zone);
        if (known == null || !known.of().equals(of)) {
            forget(zone);
            try {
                known = new Opened(of, new ObservedZone(providers.open(new DnsProviders.Access(zone, spec, secret.map(this::entries).orElse(Map.of()))), clock));
            } catch (DnsFailure.Rejected unusable) {
                return new Way.Closed(Optional.empty(), unusable.code(), unusable.getMessage());
            }
            opened.put(zone, known);
        }
        return new Way.Open(found.get(), known.zone());
    }

    /// Nobody needs it any more.
    synchronized void forget(Key zone) {
        Optional.ofNullable(opened.remove(zone)).ifPresent(o -> o.zone().dns().close());
    }

    private Map<String, SecretText> entries(Resource secret) {
        var entries = new HashMap<String, SecretText>();
        secret.spec(SecretSpec.class).data().forEach((name, sealed) -> entries.put(name, vault.open(sealed)));
        return entries;
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(o -> o.zone().dns().close());
        opened.clear();
    }
}
