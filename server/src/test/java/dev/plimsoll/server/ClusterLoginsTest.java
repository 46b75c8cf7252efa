package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.OpenVault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which log-in a cluster has for a registry.
class ClusterLoginsTest {
    private static final Key CLUSTER = new Key(Kind.CLUSTER, "default", "shop");

    private final Map<Key, Resource> resources = new HashMap<>();
    private final ClusterLogins logins = new ClusterLogins(key -> Optional.ofNullable(resources.get(key)), new OpenVault(), CLUSTER);

    @Test
    void theSecretOfThatRegistryIsReadAnewEachTime() {
        put(CLUSTER, new ClusterSpec(null, List.of("nodes"), List.of("hub", "ours"), false, Duration.ZERO));
        secret("hub", Map.of("registry", "https://index.docker.io/v1/", "user", "somebody", "password", "one"));
        secret("ours", Map.of("registry", "registry.example:5000", "user", "shop", "password", "two"));

        assertThat(logins.to("registry.example:5000")).contains(login("shop", "two"));
        assertThat(logins.to("docker.io")).contains(login("somebody", "one"));
        assertThat(logins.to("registry.example")).isEmpty();

        secret("ours", Map.of("registry", "registry.example:5000", "user", "shop", "password", "three"));
        assertThat(logins.to("registry.example:5000")).contains(login("shop", "three"));
    }

    @Test
    void whatIsMissingIsNoLogIn() {
        assertThat(logins.to("registry.example")).isEmpty();
        put(CLUSTER, new ClusterSpec(null, List.of("nodes"), List.of("gone", "half"), false, Duration.ZERO));
        secret("half", Map.of("registry", "registry.example", "user", "shop"));

        assertThat(logins.to("registry.example")).isEmpty();
    }

    private void secret(String name, Map<String, String> data) {
        put(new Key(Kind.SECRET, "default", name), new SecretSpec(data));
    }

    private void put(Key key, Spec spec) {
        resources.put(key, Resource.declared(Metadata.named(key.project(), key.name()), spec));
    }

    private static Images.Login login(String user, String password) {
        return new Images.Login(user, new SecretText(password));
    }
}
