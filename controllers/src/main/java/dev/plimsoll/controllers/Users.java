package dev.plimsoll.controllers;

import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.controllers.component.RoutedPorts;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.controllers.route.Rivals;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who has to be looked at again when something that others use has changed. Configs, secrets, environments and plans change seldom, so the
/// components of their project are simply gone through.
final class Users {
    private final Mirror mirror;
    private final Rivals rivals;

    Users(Mirror mirror, Rivals rivals) {
        this.mirror = mirror;
        this.rivals = rivals;
    }

    /// Components that are on a cluster, use a config, secret or environment, or lead the group of one that does or has changed.
    Set<Key> components(Resource changed) {
        return changed.kind() == Kind.COMPONENT ? Members.primaryOf(changed).stream().collect(Collectors.toSet())
            : changed.kind() == Kind.CLUSTER ? on(changed, Kind.COMPONENT)
            : usingComponents(changed).map(c -> Members.primaryOf(c).orElse(c.key())).collect(Collectors.toSet());
    }

    /// Assemblies that are or were on a cluster, own a component, instantiate a plan, or whose releases remember a config or secret.
    Set<Key> assemblies(Resource changed) {
        return switch (changed.kind()) {
            case COMPONENT -> owner(changed).stream().collect(Collectors.toSet());
            case ROUTE -> Stream.concat(owner(changed).stream(), RoutedPorts.assemblies(changed)).collect(Collectors.toSet());
            case PLAN -> mirror.list(Query.of(Kind.ASSEMBLY).in(changed.metadata().project())).stream()
                .filter(a -> a.spec(AssemblySpec.class).plan().equals(Optional.of(changed.metadata().name()))).map(Resource::key).collect(Collectors.toSet());
            case CONFIG, SECRET, ENVIRONMENT -> Stream.concat(usingComponents(changed), usingRoutes(changed)).flatMap(c -> owner(c).stream())
                .collect(Collectors.toSet());
            case CLUSTER -> on(changed, Kind.ASSEMBLY);
            case PROJECT, ASSEMBLY, RELEASE, REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, POOL, MACHINE, UPGRADE,
                ISSUER, CERTIFICATE, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> Set.of();
        };
    }

    private Set<Key> on(Resource cluster, Kind kind) {
        return mirror.list(Query.of(kind).in(cluster.metadata().project())).stream().filter(r -> Location.of(r).cluster().equals(Optional.of(cluster.key()))
            || r.status() instanceof AssemblyStatus assembly && assembly.formerly().contains(cluster.metadata().name())).map(Resource::key).collect(Collectors.toSet());
    }

    /// Routes that lead to a component or to machines, are served by routers, let the users of a secret in, or claim what another route claims.
    Set<Key> routes(Resource changed) {
        return switch (changed.kind()) {
            case ROUTE -> rivals.possible(changed);
            case COMPONENT -> mirror.list(Query.of(Kind.ROUTE).in(changed.metadata().project())).stream().filter(r -> leadsTo(r, changed.key()))
                .map(Resource::key).collect(Collectors.toSet());
            case SECRET -> usingRoutes(changed).map(Resource::key).collect(Collectors.toSet());
            case CERTIFICATE -> encryptedRoutes(changed).collect(Collectors.toSet());
            case POOL -> routes(changed, changed.metadata().name(), changed.spec(PoolSpec.class).roleOrStandalone());
            case MACHINE -> Routers.pool(changed).map(pool -> routes(changed, pool, changed.spec(MachineSpec.class).roleOrStandalone())).orElse(Set.of());
            case CLUSTER -> Routers.pools(mirror, changed.key()).isEmpty() ? Set.of() : routes(changed, "", MachineRole.ROUTER);
            case PROJECT, CONFIG, ENVIRONMENT, PLAN, ASSEMBLY, RELEASE, REGION, FLAVOR, NETWORK, FIREWALL, SSH_KEY, FLOATING_IP, UPGRADE,
                ISSUER, DNS_ZONE, DNS_RECORD, REGISTRATION, ANNOUNCEMENT -> Set.of();
        };
    }

    /// Those that lead to a pool's machines, and where they are routers all that they may serve.
    private Set<Key> routes(Resource changed, String pool, MachineRole role) {
        return mirror.list(Query.of(Kind.ROUTE).in(changed.metadata().project())).stream()
            .filter(r -> role == MachineRole.ROUTER || r.spec(RouteSpec.class).targets().stream().anyMatch(t -> t.pool().equals(Optional.of(pool)))).map(Resource::key).collect(Collectors.toSet());
    }

    /// Those with TLS in a project where a certificate came, or another one took its place. While one is ordered nothing is new.
    private Stream<Key> encryptedRoutes(Resource certificate) {
        return certificate.status(CertificateStatus.class).order().isPresent() ? Stream.empty()
            : mirror.list(Query.of(Kind.ROUTE).in(certificate.metadata().project())).stream().filter(r -> r.spec(RouteSpec.class).tls().isPresent()).map(Resource::key);
    }

    private static boolean leadsTo(Resource route, Key component) {
        return route.spec(RouteSpec.class).targets().stream().anyMatch(t -> Naming.target(component.project(), t).filter(component::equals).isPresent());
    }

    private Stream<Resource> usingRoutes(Resource changed) {
        return changed.kind() != Kind.SECRET ? Stream.empty() : mirror.list(Query.of(Kind.ROUTE).in(changed.metadata().project())).stream()
            .filter(r -> r.spec(RouteSpec.class).access().basic().filter(b -> b.secret().equals(changed.metadata().name())).isPresent());
    }

    private static Optional<Key> owner(Resource component) {
        return component.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).map((Owner o) -> o.key(component.metadata().project()));
    }

    private Stream<Resource> usingComponents(Resource changed) {
        var uses = uses(changed.key());
        return mirror.list(Query.of(Kind.COMPONENT).in(changed.metadata().project())).stream().filter(c -> uses.test(c.spec(ComponentSpec.class)));
    }

    private Predicate<ComponentSpec> uses(Key used) {
        var environments = new HashSet<String>();
        if (used.kind() == Kind.ENVIRONMENT) {
            environments.add(used.name());
        } else {
            mirror.list(Query.of(Kind.ENVIRONMENT).in(used.project())).stream()
                .filter(e -> Definitions.files(e).anyMatch(f -> f.key(used.project()).equals(used))).forEach(e -> environments.add(e.metadata().name()));
        }
        return spec -> spec.environmentFrom().filter(environments::contains).isPresent()
            || Definitions.references(used.project(), spec).containsKey(used);
    }
}
