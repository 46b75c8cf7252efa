package dev.plimsoll.api;

import dev.plimsoll.api.plane.Discovery;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Listed;
import dev.plimsoll.planning.discovery.ServiceName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// Endpoints that a test tells of.
final class KnownEndpoints implements Discovery {
    /// One permit for each reader that began to wait.
    final Semaphore waiting = new Semaphore(0);
    private final TreeMap<Key, Listed> listed = new TreeMap<>();
    private final Map<ServiceName, Long> versions = new HashMap<>();
    private final Map<String, Long> projects = new HashMap<>();
    private long version = 100;
    private boolean whole = true;

    synchronized void put(Key of, List<Endpoint> endpoints) {
        version++;
        var before = listed.containsKey(of) ? listed.get(of).endpoints() : List.<Endpoint>of();
        List.of(before, endpoints).forEach(all -> all.forEach(e -> ServiceName.of(e).keySet().forEach(name -> {
            versions.put(name, version);
            projects.put(name.project(), version);
        })));
        if (endpoints.isEmpty()) {
            listed.remove(of);
        } else {
            listed.put(of, new Listed(of, endpoints, version));
        }
        notifyAll();
    }

    synchronized void whole(boolean changed) {
        whole = changed;
    }

    @Override
    public synchronized boolean whole() {
        return whole;
    }

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized long version(String project) {
        return projects.getOrDefault(project, 100L);
    }

    @Override
    public synchronized long version(ServiceName service) {
        return of(service).isEmpty() ? version(service.project()) : versions.get(service);
    }

    @Override
    public synchronized Collection<Listed> all() {
        return List.copyOf(listed.values());
    }

    @Override
    public synchronized List<Endpoint> of(Key key) {
        return listed.containsKey(key) ? listed.get(key).endpoints() : List.of();
    }

    @Override
    public synchronized Set<String> projects() {
        return Set.copyOf(projects.keySet());
    }

    @Override
    public synchronized Set<String> services(String project) {
        return listed.values().stream().flatMap(l -> l.endpoints().stream()).flatMap(e -> ServiceName.of(e).keySet().stream()).filter(n -> n.project().equals(project)).map(ServiceName::name)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public synchronized Set<Key> of(ServiceName service) {
        return listed.values().stream().filter(l -> l.endpoints().stream().anyMatch(e -> ServiceName.of(e).containsKey(service))).map(Listed::of).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public synchronized boolean awaitBeyond(long known, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        waiting.release();
        while (version <= known && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return version > known;
    }
}
