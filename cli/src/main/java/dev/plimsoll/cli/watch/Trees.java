package dev.plimsoll.cli.watch;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.EventStream.Event;
import dev.plimsoll.cli.http.Feed;
import dev.plimsoll.cli.http.Problem;
import dev.plimsoll.cli.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Follows the status trees of assemblies and always knows the newest of each. Safe for its feeds' threads and the one that looks.
public final class Trees implements AutoCloseable {
    private final Map<Ref, Json> trees = new LinkedHashMap<>();
    private final Map<Ref, Problem> ended = new LinkedHashMap<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final Api api;
    private long changes;

    public Trees(Api api) {
        this.api = api;
    }

    /// Begins to follow one more; done again for the same, it does nothing.
    public synchronized void follow(Ref assembly) {
        if (trees.putIfAbsent(assembly, Json.NONE) == null) {
            feeds.add(Feed.start(api, assembly.route("tree").with("watch", "true"), listener(assembly)));
        }
    }

    /// Forgets one that is gone.
    public synchronized void forget(Ref assembly) {
        trees.remove(assembly);
        ended.remove(assembly);
        changes++;
        notifyAll();
    }

    /// The newest trees that are known, by assembly, in the order they were followed.
    public synchronized Map<Ref, Json> known() {
        var known = new LinkedHashMap<>(trees);
        known.values().removeIf(t -> !t.exists());
        return known;
    }

    /// Those that cannot be followed any longer, and why.
    public synchronized Map<Ref, Problem> ended() {
        return Map.copyOf(ended);
    }

    /// Whether a tree was seen of each that is followed.
    public synchronized boolean complete() {
        return trees.values().stream().allMatch(Json::exists);
    }

    /// Waits until something changed since `seen`, at most so long.
    ///
    /// @return how many changes there were so far
    public synchronized long await(long seen, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        for (var left = atMost.toMillis(); changes == seen && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return changes;
    }

    @Override
    public synchronized void close() {
        feeds.forEach(Feed::close);
    }

    private Feed.Listener listener(Ref assembly) {
        return Feed.Listener.of(event -> seen(assembly, event), problem -> end(assembly, problem));
    }

    private synchronized void seen(Ref assembly, Event event) {
        if (event.name().equals("tree") && trees.containsKey(assembly)) {
            trees.put(assembly, event.data());
            changes++;
            notifyAll();
        }
    }

    private synchronized void end(Ref assembly, Problem why) {
        ended.put(assembly, why);
        changes++;
        notifyAll();
    }
}
