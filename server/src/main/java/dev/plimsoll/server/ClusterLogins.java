package dev.plimsoll.server;

import dev.plimsoll.engines.docker.swarm.Logins;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Vault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log-ins of one cluster: the secrets that it names, as they are at the moment. One that is not there, or lacks something, is none; the registry's refusal then says what is missing.
///
/// @param read    from the mirror
/// @param vault   opens what is sealed
/// @param cluster whose
record ClusterLogins(Function<Key, Optional<Resource>> read, Vault vault, Key cluster) implements Logins {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLogins.class);
    /// By which names the first public registry goes.
    private static final List<String> HUB = List.of("docker.io", "index.docker.io", "registry-1.docker.io");

    @Override
    public Optional<Images.Login> to(String registry) {
        return read.apply(cluster).stream().flatMap(found -> found.spec(ClusterSpec.class).registries().stream()).flatMap(name -> login(name, registry).stream()).findFirst();
    }

    private Optional<Images.Login> login(String name, String registry) {
        var data = read.apply(new Key(Kind.SECRET, cluster.project(), name)).map(secret -> secret.spec(SecretSpec.class).data());
        if (data.isEmpty() || !data.get().keySet().containsAll(List.of("registry", "user", "password"))) {
            LOG.debug("{} names the secret {}, which is no log-in of a registry: it needs the entries registry, user and password", cluster, name);
            return Optional.empty();
        }
        return host(vault.open(data.get().get("registry")).reveal()).equals(host(registry))
            ? Optional.of(new Images.Login(vault.open(data.get().get("user")).reveal(), vault.open(data.get().get("password")))) : Optional.empty();
    }

    /// As people write it: with a scheme and a path, or without.
    private static String host(String written) {
        var host = written.strip().replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
        return HUB.contains(host) ? HUB.getFirst() : host;
    }
}
