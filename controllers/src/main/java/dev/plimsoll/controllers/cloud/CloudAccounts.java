package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import dev.plimsoll.store.Mirror;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The clouds of all regions, each opened once and again when the region or its credentials change.
public final class CloudAccounts implements AutoCloseable {
    private final Clouds clouds;
    private final Mirror mirror;
    private final Vault vault;
    private final String plane;
    private final InstantSource clock;
    private final Map<Key, Opened> opened = new HashMap<>();

    /// @param plane whose objects are looked at
    public CloudAccounts(Clouds clouds, Mirror mirror, Vault vault, String plane, InstantSource clock) {
        this.clouds = clouds;
        this.mirror = mirror;
        this.vault = vault;
        this.plane = plane;
        this.clock = clock;
    }

    private record Opened(String of, ObservedCloud cloud) {}

    /// How to reach a region's cloud.
    public sealed interface Way {
        record Open(Resource region, ObservedCloud cloud) implements Way {}

        /// @param what the resource that is missing, when it is one
        record Closed(Optional<Key> what, String reason, String sentence) implements Way {}
    }

    public String plane() {
        return plane;
    }

    /// The way to the cloud of a region.
    public synchronized Way to(Key region) {
        var found = mirror.get(region);
        if (found.isEmpty()) {
            return new Way.Closed(Optional.of(region), "ReferenceNotFound", "there is no " + region.shortForm());
        }
        var spec = found.get().spec(RegionSpec.class);
        var credentials = spec.credentials().map(name -> new Key(Kind.SECRET, region.project(), name));
        var secret = credentials.flatMap(mirror::get);
        if (credentials.isPresent() && secret.isEmpty()) {
            return new Way.Closed(credentials, "ReferenceNotFound", "there is no " + credentials.get().shortForm() + " with the credentials of " + region.shortForm());
        }
        var of = found.get().metadata().uid() + "/" + found.get().metadata().generation() + "/" + secret.map(s -> s.metadata().uid() + s.metadata().generation()).orElse("");
        var known = opened.get(region);
        if (known != null && known.of().equals(of)) {
            return new Way.Open(found.get(), known.cloud());
        }
        try {
            forget(region);
            var cloud = clouds.open(new Clouds.Access(region, spec, secret.map(this::opened).orElse(Map.of())));
            var observed = new ObservedCloud(cloud, plane, spec.callsPerSecond(), clock);
            opened.put(region, new Opened(of, observed));
            return new Way.Open(found.get(), observed);
        } catch (CloudFailure failure) {
            return new Way.Closed(Optional.empty(), failure.code(), failure.getMessage());
        }
    }

    /// Nobody needs it any more.
    public synchronized void forget(Key region) {
        Optional.ofNullable(opened.remove(region)).ifPresent(o -> o.cloud().close());
    }

    private Map<String, SecretText> opened(Resource secret) {
        var entries = new HashMap<String, SecretText>();
        secret.spec(SecretSpec.class).data().forEach((name, sealed) -> entries.put(name, vault.open(sealed)));
        return entries;
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(o -> o.cloud().close());
        opened.clear();
    }
}
