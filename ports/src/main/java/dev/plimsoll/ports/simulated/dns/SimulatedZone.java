package dev.plimsoll.ports.simulated.dns;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One zone. Tests look at it, put foreign records into it, and make it fail.
public final class SimulatedZone implements Dns {
    private final String domain;
    private Map<String, RecordSet> sets = new LinkedHashMap<>();
    private int failures;
    private int listings;
    private boolean spreading;
    private int throttled;
    private int calls;
    private Duration pause = Duration.ZERO;

    SimulatedZone(String domain) {
        this.domain = domain;
    }

    /// By hand, as somebody else would.
    public synchronized void put(RecordSet set) {
        sets.put(key(set), set);
    }

    /// The next so many calls get no answer.
    public synchronized void fail(int calls) {
        failures = calls;
    }

    /// Until this is taken back, no change is known to all of its servers.
    public synchronized void spreading(boolean slowly) {
        spreading = slowly;
    }

    /// The next so many calls are refused, with a pause to be made.
    public synchronized void throttle(int calls, Duration retryAfter) {
        throttled = calls;
        pause = retryAfter;
    }

    /// How often it was asked for anything.
    public synchronized int calls() {
        return calls;
    }

    /// How often it was listed.
    public synchronized int listings() {
        return listings;
    }

    /// Everything in it, for looking at.
    public synchronized Collection<RecordSet> sets() {
        return List.copyOf(sets.values());
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public synchronized String answers() {
        requireAnswer();
        return "a simulated server";
    }

    @Override
    public synchronized List<RecordSet> list() {
        requireAnswer();
        listings++;
        return List.copyOf(sets.values());
    }

    @Override
    public synchronized void change(List<RecordChange> changes) {
        requireAnswer();
        var changed = new LinkedHashMap<>(sets);
        for (var change : changes) {
            var there = changed.get(key(change.about()));
            switch (change) {
                case RecordChange.Create(var set) -> {
                    require(there == null, set);
                    requireAlone(changed.values(), set);
                    changed.put(key(set), set);
                }
                case RecordChange.Replace(var before, var after) -> {
                    require(before.equals(there), before);
                    changed.put(key(after), after);
                }
                case RecordChange.Remove(var before) -> {
                    require(there == null || before.equals(there), before);
                    changed.remove(key(before));
                }
            }
        }
        sets = changed;
    }

    @Override
    public synchronized boolean settled() {
        requireAnswer();
        return !spreading;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private void requireAnswer() {
        calls++;
        if (throttled > 0) {
            throttled--;
            throw new DnsFailure.Throttled("the simulated server wants fewer calls", Optional.of(pause));
        }
        if (failures > 0) {
            failures--;
            throw new DnsFailure.Unreachable("the simulated server does not answer", null);
        }
    }

    private static void require(boolean asSeen, RecordSet set) {
        if (!asSeen) {
            throw new DnsFailure.Rejected("Changed", set + " is not as it was seen", null);
        }
    }

    /// RFC 1034, section 3.6.2.
    private void requireAlone(Collection<RecordSet> all, RecordSet set) {
        var beside = new ArrayList<>(all);
        beside.removeIf(other -> !other.name().equals(set.name()));
        if (!beside.isEmpty() && (set.type() == RecordType.CNAME || beside.stream().anyMatch(o -> o.type() == RecordType.CNAME)) || !set.name().equals(domain) && !set.name().endsWith("." + domain)) {
            throw new DnsFailure.Rejected("Refused", "the server refuses " + set, null);
        }
    }

    private static String key(RecordSet set) {
        return set.name() + " " + set.type();
    }
}
