package dev.plimsoll.controllers.announcement;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.store.Mirror;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All keyspaces, each opened once, and again when the announcement or its secret changes.
public final class AnnouncementAccounts implements AutoCloseable {
    private final Keyspaces keyspaces;
    private final Mirror mirror;
    private final Vault vault;
    private final Map<Key, Opened> opened = new HashMap<>();

    public AnnouncementAccounts(Keyspaces keyspaces, Mirror mirror, Vault vault) {
        this.keyspaces = keyspaces;
        this.mirror = mirror;
        this.vault = vault;
    }

    private record Opened(String of, Keyspace keyspace) {}

    /// How to reach an etcd.
    sealed interface Way {
        record Open(Keyspace keyspace) implements Way {}

        /// @param what the resource that is missing, when it is one
        record Closed(Optional<Key> what, String reason, String sentence) implements Way {}
    }

    synchronized Way to(Resource announcement) {
        var key = announcement.key();
        var spec = announcement.spec(AnnouncementSpec.class);
        var secretKey = spec.secret().map(name -> new Key(Kind.SECRET, key.project(), name));
        var secret = secretKey.flatMap(mirror::get);
        if (secretKey.isPresent() && secret.isEmpty()) {
            return new Way.Closed(secretKey, "ReferenceNotFound", "there is no " + secretKey.get().shortForm() + " with the credentials of " + key.shortForm());
        }
        var of = announcement.metadata().uid() + "/" + announcement.metadata().generation() + "/" + secret.map(s -> s.metadata().uid() + s.metadata().generation()).orElse("");
        var known = opened.get(key);
        if (known == null || !known.of().equals(of)) {
            forget(key);
            try {
                known = new Opened(of, keyspaces.open(new Keyspaces.Access(key, spec, secret.map(this::entries).orElse(Map.of()))));
            } catch (RegisterFailure.Rejected unusable) {
                return new Way.Closed(Optional.empty(), unusable.code(), unusable.getMessage());
            }
            opened.put(key, known);
        }
        return new Way.Open(known.keyspace());
    }

    /// Nobody needs it any more.
    synchronized void forget(Key announcement) {
        Optional.ofNullable(opened.remove(announcement)).ifPresent(o -> o.keyspace().close());
    }

    private Map<String, SecretText> entries(Resource secret) {
        var entries = new HashMap<String, SecretText>();
        secret.spec(SecretSpec.class).data().forEach((name, sealed) -> entries.put(name, vault.open(sealed)));
        return entries;
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(o -> o.keyspace().close());
        opened.clear();
    }
}
