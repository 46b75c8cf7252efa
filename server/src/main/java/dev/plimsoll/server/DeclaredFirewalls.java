package dev.plimsoll.server;

import dev.plimsoll.bootstrap.HostFirewall;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore.Change;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Each machine's own firewall as it is declared now. The mirror tells when one may be another than it was, so whoever waits for that looks at nothing meanwhile; machines that differ in nothing a
/// firewall is made from share its text.
final class DeclaredFirewalls {
    private static final Duration REST = Duration.ofSeconds(1);

    private final Mirror mirror;
    private final Supplier<String> url;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition another = lock.newCondition();
    private long told = System.nanoTime() - REST.toNanos();
    private boolean resting;
    private volatile boolean ended;
    /// What firewalls are made from and what makes a router retire, of each resource that changed. Only the mirror's thread touches it.
    private final Map<Key, Object> matters = new HashMap<>();
    private volatile Edition edition = new Edition(new ConcurrentHashMap<>());

    /// @param url where machines reach this control plane
    DeclaredFirewalls(Mirror mirror, Supplier<String> url) {
        this.mirror = mirror;
        this.url = url;
    }

    /// All firewalls between two changes; each change makes another one.
    static final class Edition {
        private final Map<Shape, Text> texts;

        private Edition(Map<Shape, Text> texts) {
            this.texts = texts;
        }
    }

    private record Shape(String project, List<String> networks, List<String> firewalls, Optional<String> pool) {}

    /// @param text  for nft
    /// @param print SHA-256 of the text
    record Text(String text, String print) {
        private static Text of(String text) {
            try {
                return new Text(text, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// Listens to the mirror for as long as that is open.
    ///
    /// @param others told whenever those who wait here are; must not block
    void follow(Runnable others) {
        mirror.subscribe(change -> {
            if (matters(change)) {
                edition = new Edition(new ConcurrentHashMap<>());
                tell(others);
            }
        });
    }

    /// A first change is told at once. While many machines come, each of which changes the firewalls of all, all are told once a second.
    private void tell(Runnable others) {
        lock.lock();
        try {
            var rest = REST.minusNanos(System.nanoTime() - told);
            if (!rest.isPositive()) {
                ring(others);
            } else if (!resting) {
                resting = true;
                Thread.startVirtualThread(() -> ringAfter(rest, others));
            }
        } finally {
            lock.unlock();
        }
    }

    private void ringAfter(Duration rest, Runnable others) {
        try {
            Thread.sleep(rest);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            resting = false;
            ring(others);
        } finally {
            lock.unlock();
        }
    }

    private void ring(Runnable others) {
        told = System.nanoTime();
        another.signalAll();
        others.run();
    }

    Edition edition() {
        return edition;
    }

    /// Whether there is another edition, or nobody is to wait for one any more.
    boolean isPast(Edition before) {
        return ended || edition != before;
    }

    boolean ended() {
        return ended;
    }

    /// Whoever waits is let go, and nobody waits from now on.
    void end() {
        lock.lock();
        try {
            ended = true;
            another.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is another edition, but no longer than that.
    void await(Edition before, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!isPast(before) && left > 0) {
                left = another.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The firewall of a machine; none when it is to have none of its own.
    Optional<Text> of(Resource machine) {
        var template = machine.spec(MachineSpec.class).template();
        if (!template.setup().hostFirewall()) {
            return Optional.empty();
        }
        var shape = new Shape(machine.metadata().project(), template.networks(), template.firewalls(), Routers.pool(machine));
        return Optional.of(edition.texts.computeIfAbsent(shape, _ -> Text.of(new HostFirewall(new HostRules(mirror, url.get()).of(machine)).text())));
    }

    private boolean matters(Change change) {
        var key = change.resource().key();
        var now = change.removed() ? Optional.empty() : made(change.resource());
        return now.isEmpty() ? matters.remove(key) != null : !now.get().equals(matters.put(key, now.get()));
    }

    /// What of a resource goes into firewalls, or makes a router retire; none: nothing.
    private static Optional<Object> made(Resource resource) {
        return switch (resource.spec()) {
            case FirewallSpec firewall -> Optional.of(firewall);
            case CloudNetworkSpec network -> Optional.of(network.cidr());
            case ClusterSpec cluster -> Optional.of(cluster.pools());
            case PoolSpec pool -> Optional.of(pool.roleOrStandalone());
            case RouteSpec route -> {
                var pools = route.targets().stream().flatMap(t -> t.pool().stream()).toList();
                yield pools.isEmpty() ? Optional.empty() : Optional.of(pools);
            }
            case MachineSpec machine -> Optional.of(List.of(machine.template().firewalls(), resource.status(MachineStatus.class).addresses(), Routers.pool(resource),
                resource.metadata().deleting(), Departure.of(resource.metadata()).flatMap(Departure::begun).isPresent(), resource.status(MachineStatus.class).drain().isPresent()));
            default -> Optional.empty();
        };
    }
}
