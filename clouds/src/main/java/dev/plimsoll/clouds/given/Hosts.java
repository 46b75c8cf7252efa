package dev.plimsoll.clouds.given;

import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.GivenHost;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The hosts of a region, looked at together, and what each showed last: one that does not answer is as it was.
final class Hosts implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Sighting> last = new ConcurrentHashMap<>();
    private final Semaphore looking = new Semaphore(AT_ONCE);

    Hosts(List<GivenHost> given, Login login) {
        given.forEach(host -> hosts.put(host.name(), new Host(host, login)));
    }

    Optional<Host> named(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    List<Host> all() {
        return List.copyOf(hosts.values());
    }

    /// What each shows now, in the order of the declaration.
    Map<Host, Sighting> look() {
        var seen = new ConcurrentHashMap<Host, Sighting>();
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("look at a host").factory())) {
            hosts.values().forEach(host -> threads.submit(() -> {
                looking.acquireUninterruptibly();
                try {
                    seen.put(host, look(host));
                } finally {
                    looking.release();
                }
            }));
        }
        var ordered = new LinkedHashMap<Host, Sighting>();
        hosts.values().forEach(host -> ordered.put(host, seen.getOrDefault(host, new Sighting.Unseen(new CloudFailure.Unreachable("host " + host.given().name() + " was not looked at", null)))));
        return ordered;
    }

    /// What one shows now.
    Sighting look(Host host) {
        try {
            var seen = Sighting.of(host.run(Scripts.text("look")));
            last.put(host.given().name(), seen);
            return seen;
        } catch (CloudFailure unseen) {
            return new Sighting.Unseen(unseen);
        }
    }

    /// As it shows, or showed when it last answered.
    ///
    /// @throws CloudFailure when it has never answered: what is on it, nobody knows
    Sighting known(Host host, Sighting now) {
        if (!(now instanceof Sighting.Unseen(var failure))) {
            return now;
        }
        var before = last.get(host.given().name());
        if (before == null) {
            throw failure;
        }
        return before instanceof Sighting.Claimed claimed ? new Sighting.Claimed(claimed.system(), claimed.stamp(), new CloudPhase.Pending(failure.getMessage())) : before;
    }

    /// The host was asked to take this stamp, and the answer was lost.
    void mayCarry(Host host, CloudStamp stamp) {
        last.put(host.given().name(), new Sighting.Claimed("", stamp, new CloudPhase.Pending("no clear answer")));
    }

    @Override
    public void close() {
        hosts.values().forEach(Host::close);
    }
}
