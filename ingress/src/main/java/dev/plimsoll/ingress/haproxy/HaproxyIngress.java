package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HAProxy on this machine. It is started when there is something to serve, minded, and outlives the control plane: what it served, it serves on.
public final class HaproxyIngress implements Ingress {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyIngress.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    /// After the last change, before every route gets a backend of its own again.
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final HaproxySettings settings;
    private final HaproxyProcess process;
    private final ConfigurationRenderer renderer;
    private final Installation installation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread minding;
    private Map<String, String> listening = Map.of();

    public HaproxyIngress(HaproxySettings settings) {
        this.settings = settings;
        this.process = new HaproxyProcess(settings);
        this.renderer = new ConfigurationRenderer(settings);
        this.installation = new Installation(settings, process);
        this.minding = Thread.ofVirtual().name("haproxy").start(this::mind);
    }

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public IngressState serve(IngressDocument document) {
        try {
            lock.lockInterruptibly();
            try {
                if (document.routes().isEmpty()) {
                    installation.retire();
                    listening = Map.of();
                    return IngressState.NOTHING;
                }
                if (settings.program().get().isEmpty()) {
                    throw new IngressFailure.Missing("HAProxy is not installed, so nothing serves routes: install it (on Debian and Ubuntu: apt-get install haproxy), and it is used at once");
                }
                return installed(document);
            } finally {
                lock.unlock();
            }
        } catch (IOException broken) {
            throw new IngressFailure.Unreachable("cannot work with HAProxy: " + broken.getMessage(), broken);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new IngressFailure.Unreachable("gave up waiting for HAProxy", givenUp);
        }
    }

    private IngressState installed(IngressDocument document) throws IOException, InterruptedException {
        var refusals = new Refusals();
        var next = withoutTaken(document, refusals);
        while (true) {
            var refusal = installation.install(renderer.render(next));
            if (refusal.isEmpty()) {
                listening = ports(next);
                return refusals.state(document);
            }
            next = refusals.without(next, refusal.get());
        }
    }

    /// Ports that this HAProxy does not hold yet have to be free. One that is not costs only the routes on it.
    private IngressDocument withoutTaken(IngressDocument document, Refusals refusals) throws IOException, InterruptedException {
        boolean runs = process.loaded().isPresent();
        var hindrances = new LinkedHashMap<String, String>();
        // What a process found running listens on is not known; it says so itself when a port is not to be had.
        boolean unknown = runs && installation.serving().isEmpty();
        document.entryPoints().stream().filter(e -> !unknown && !(runs && listening.containsValue(e.text())))
            .forEach(e -> OpenPorts.hindrance(e).ifPresent(why -> hindrances.put(e.name(), why)));
        document.routes().forEach(r -> r.entryPoints().stream().filter(hindrances::containsKey).findFirst()
            .ifPresent(e -> refusals.taken(r.name(), "PortTaken", hindrances.get(e))));
        return document.withoutEntryPoints(hindrances.keySet());
    }

    private static Map<String, String> ports(IngressDocument document) {
        return document.entryPoints().stream().collect(Collectors.toMap(e -> e.name(), e -> e.text()));
    }

    @Override
    public Map<String, Integer> underWay(Set<String> servers) {
        lock.lock();
        try {
            var wanted = servers.stream().collect(Collectors.toMap(ServerLine::name, s -> s, (a, _) -> a));
            var backends = installation.serving().map(s -> s.backends().values().stream().filter(b -> b.servers().stream().anyMatch(l -> wanted.containsKey(l.name()))).map(Backend::name).toList())
                .orElse(List.of());
            var counts = new HashMap<String, Integer>();
            var relieved = backends.isEmpty() ? List.<String>of() : process.master().relieved();
            for (var backend : backends) {
                var question = "show stat " + backend + " 4 -1";
                count(process.command(question), wanted, counts);
                for (var worker : relieved) {
                    countRelieved(worker, question, wanted, counts);
                }
            }
            return counts;
        } catch (IOException silent) {
            throw new IngressFailure.Unreachable("HAProxy does not tell what is under way: " + silent.getMessage(), silent);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new IngressFailure.Unreachable("gave up waiting for HAProxy", givenUp);
        } finally {
            lock.unlock();
        }
    }

    private void countRelieved(String worker, String question, Map<String, String> wanted, Map<String, Integer> counts) {
        try {
            count(process.master().command(worker, question), wanted, counts);
        } catch (IOException ended) {
            LOG.debug("worker {} ended", worker);
        }
    }

    /// Statistics are lines of values, of which the second is the server, the third how many wait for it and the fifth how many it serves.
    private static void count(String statistics, Map<String, String> wanted, Map<String, Integer> counts) {
        statistics.lines().map(l -> l.split(",", 7)).filter(v -> v.length == 7 && wanted.containsKey(v[1]) && v[4].matches("[0-9]+") && v[2].matches("[0-9]+"))
            .filter(v -> Integer.parseInt(v[4]) + Integer.parseInt(v[2]) > 0).forEach(v -> counts.merge(wanted.get(v[1]), Integer.parseInt(v[4]) + Integer.parseInt(v[2]), Integer::sum));
    }

    private void mind() {
        try {
            while (true) {
                Thread.sleep(ROUND);
                lock.lockInterruptibly();
                try {
                    installation.revive();
                    installation.forgetDeparted();
                    installation.settle(QUIET);
                } catch (IOException | IngressFailure broken) {
                    LOG.warn("cannot look after HAProxy: {}", broken.getMessage());
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        minding.interrupt();
    }
}
