package dev.plimsoll.store.commit;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.StoreFailure.Conflict;
import dev.plimsoll.store.Write.Expected;
import dev.plimsoll.store.commit.Entry.Birth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One commit being carried out, apart from the ledger until all of it succeeded.
final class Attempt {
    private final Function<Key, Optional<Entry>> held;
    private final Supplier<String> uids;
    private final Instant now;
    private final Map<Key, Optional<Entry>> touched = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private long revision;

    Attempt(Function<Key, Optional<Entry>> held, long revision, Supplier<String> uids, Instant now) {
        this.held = held;
        this.revision = revision;
        this.uids = uids;
        this.now = now;
    }

    Map<Key, Optional<Entry>> touched() {
        return touched;
    }

    List<Recorded> recorded() {
        return recorded;
    }

    /// @return the resource as the write leaves or, for a removal, last saw it; none when there was none
    Optional<Entry> carryOut(Draft draft) {
        var current = touched.containsKey(draft.key()) ? touched.get(draft.key()) : held.apply(draft.key());
        require(draft, current);
        return switch (draft) {
            case Draft.Declare declare -> Optional.of(current.map(entry -> declareAgain(entry, declare)).orElseGet(() -> create(declare)));
            case Draft.Report report -> current.map(entry -> entry.status().same(report.status()) ? entry
                : record(entry.reported(report.status(), ++revision), false));
            case Draft.Drop _ -> current.map(entry -> record(entry.removed(++revision), true));
        };
    }

    private static void require(Draft draft, Optional<Entry> current) {
        switch (draft.expected()) {
            case Expected.Anything _ -> { }
            case Expected.Absent _ -> current.ifPresent(entry -> {
                throw new Conflict(draft.key(), draft.key() + " exists already, at revision " + entry.revision());
            });
            case Expected.Present _ -> current.orElseThrow(() -> new Conflict(draft.key(), draft.key() + " does not exist"));
            case Expected.AtRevision at -> {
                var entry = current.orElseThrow(() -> new Conflict(draft.key(), draft.key() + " does not exist any more"));
                if (entry.revision() != at.revision()) {
                    throw new Conflict(draft.key(), draft.key() + " is at revision " + entry.revision() + " by now, not at " + at.revision());
                }
            }
        }
    }

    private Entry create(Draft.Declare declare) {
        var at = ++revision;
        return record(new Entry(declare.key(), new Birth(uids.get(), at, now), 1, at, declare.metadata(), declare.spec(), declare.untouched()), false);
    }

    /// What is the same keeps its very part: that is how stores see what need not be written again.
    private Entry declareAgain(Entry entry, Draft.Declare declare) {
        var metadata = entry.metadata().same(declare.metadata()) ? entry.metadata() : declare.metadata();
        var spec = entry.spec().same(declare.spec()) ? entry.spec() : declare.spec();
        return metadata == entry.metadata() && spec == entry.spec() ? entry : record(entry.declared(metadata, spec, ++revision), false);
    }

    private Entry record(Entry entry, boolean removed) {
        touched.put(entry.key(), removed ? Optional.empty() : Optional.of(entry));
        recorded.add(new Recorded(entry, removed));
        return entry;
    }
}
