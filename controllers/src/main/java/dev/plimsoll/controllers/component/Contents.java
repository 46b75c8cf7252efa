package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is in configs and secrets: now, or as a release remembers it. What the release does not know of is taken as it is now.
final class Contents {
    private final Function<Key, Optional<Resource>> read;
    private final Optional<ReleaseSpec> release;

    /// @param release key of the release to read from first
    Contents(Function<Key, Optional<Resource>> read, Optional<Key> release) {
        this.read = read;
        this.release = release.flatMap(read).map(r -> r.spec(ReleaseSpec.class));
    }

    /// @param version generation of the config or secret
    /// @param entries those of a secret are sealed
    record Content(long version, Map<String, String> entries) {}

    /// None when there is no such config or secret.
    Optional<Content> of(Key key) {
        return release.flatMap(r -> remembered(r, key)).or(() -> read.apply(key).map(r -> new Content(r.metadata().generation(), entries(r.spec()))));
    }

    private static Optional<Content> remembered(ReleaseSpec release, Key key) {
        Optional<Spec> then = Optional.ofNullable(key.kind() == Kind.CONFIG ? release.configs().get(key.name()) : release.secrets().get(key.name()));
        return then.flatMap(spec -> Optional.ofNullable(release.versions().get(key.shortForm())).map(version -> new Content(version, entries(spec))));
    }

    private static Map<String, String> entries(Spec spec) {
        return switch (spec) {
            case ConfigSpec config -> config.data();
            case SecretSpec secret -> secret.data();
            default -> Map.of();
        };
    }
}
