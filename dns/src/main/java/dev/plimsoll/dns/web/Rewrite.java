package dev.plimsoll.dns.web;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to do with the records of one set, at a provider that holds one record for each value. A record gets another value in place where it can, so that a name leads somewhere at every
/// moment, and a CNAME is never beside its successor.
///
/// @param overwritten records that get the value of a set of one
/// @param added       sets of one value
/// @param removed     records that go
public record Rewrite(List<HeldRecord> overwritten, List<RecordSet> added, List<HeldRecord> removed) {
    public Rewrite {
        overwritten = List.copyOf(overwritten);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /// @param there the records of that name and type now
    /// @throws DnsFailure.Rejected with code `Changed` when they are not as the change says
    public static Rewrite of(RecordChange change, List<HeldRecord> there) {
        if (!stillSo(change, HeldRecord.set(there))) {
            return new Rewrite(List.of(), List.of(), List.of());
        }
        return switch (change) {
            case RecordChange.Create(var set) -> new Rewrite(List.of(), each(set), List.of());
            case RecordChange.Replace(var _, var after) -> replaced(each(after), there);
            case RecordChange.Remove _ -> new Rewrite(List.of(), List.of(), there);
        };
    }

    /// Whether there is something to do: a set that is to go may be gone.
    ///
    /// @throws DnsFailure.Rejected with code `Changed` when the set is not as the change says
    public static boolean stillSo(RecordChange change, Optional<RecordSet> there) {
        var as = switch (change) {
            case RecordChange.Create _ -> there.isEmpty();
            case RecordChange.Replace(var before, var _) -> there.equals(Optional.of(before));
            case RecordChange.Remove(var before) -> there.isEmpty() || there.equals(Optional.of(before));
        };
        if (!as) {
            throw new DnsFailure.Rejected("Changed", change.about() + " is not as it was seen: there is " + there.map(set -> String.join(", ", set.values())).orElse("nothing"), null);
        }
        return !(change instanceof RecordChange.Remove && there.isEmpty());
    }

    private static Rewrite replaced(List<RecordSet> wanted, List<HeldRecord> there) {
        var overwritten = new ArrayList<HeldRecord>();
        var free = new ArrayList<>(there);
        var missing = new ArrayDeque<RecordSet>();
        for (var one : wanted) {
            var same = free.stream().filter(held -> held.value().equals(one.values().getFirst())).findFirst();
            if (same.isEmpty()) {
                missing.add(one);
            } else {
                free.remove(same.get());
                if (same.get().one().ttl() != one.ttl()) {
                    overwritten.add(new HeldRecord(same.get().id(), one));
                }
            }
        }
        while (!missing.isEmpty() && !free.isEmpty()) {
            overwritten.add(new HeldRecord(free.removeFirst().id(), missing.remove()));
        }
        return new Rewrite(overwritten, List.copyOf(missing), free);
    }

    private static List<RecordSet> each(RecordSet set) {
        return set.values().stream().map(value -> new RecordSet(set.name(), set.type(), set.ttl(), List.of(value))).toList();
    }
}
