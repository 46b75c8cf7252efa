package dev.plimsoll.store.commit;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.StoreFailure.StaleEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// The part of a store that a batch of commits is about, and what becomes of it. Lives as long as one database transaction. Not safe for
/// threads; whoever has it holds the store's write lock.
public final class Ledger {
    private final Shelf shelf;
    private final Supplier<String> uids;
    private final Instant now;
    private final Map<Key, Optional<Entry>> touched = new HashMap<>();
    private final Map<String, Tenure> tenures = new HashMap<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private long revision;
    private OptionalLong forgotten = OptionalLong.empty();

    /// What is stored now.
    ///
    /// @param revision  the newest
    /// @param resources finds a resource
    /// @param tenures   finds a lease
    public record Shelf(long revision, Function<Key, Optional<Entry>> resources, Function<String, Optional<Tenure>> tenures) {}

    /// @param uids makes an id that was never there before
    /// @param now  the store's time
    public Ledger(Shelf shelf, Supplier<String> uids, Instant now) {
        this.shelf = shelf;
        this.uids = uids;
        this.now = now;
        this.revision = shelf.revision();
    }

    /// Carries out all drafts or, when one is refused, none.
    public List<Entry> commit(List<Draft> drafts, Optional<Fence> fence) {
        fence.ifPresent(this::require);
        var attempt = new Attempt(this::held, revision, uids, now);
        var answer = drafts.stream().map(attempt::carryOut).flatMap(Optional::stream).toList();
        touched.putAll(attempt.touched());
        recorded.addAll(attempt.recorded());
        revision += attempt.recorded().size();
        return answer;
    }

    public Optional<Fence> acquire(String lease, String holder, Duration life) {
        var acquired = tenure(lease).acquire(holder, now, life);
        acquired.ifPresent(tenure -> tenures.put(lease, tenure));
        return acquired.map(Tenure::fence);
    }

    public void release(Fence fence) {
        var tenure = tenure(fence.lease());
        if (tenure.backs(fence)) {
            tenures.put(fence.lease(), tenure.release());
        }
    }

    public Optional<Fence> current(String lease) {
        return Optional.of(tenure(lease)).filter(tenure -> tenure.holds(now)).map(Tenure::fence);
    }

    /// Changes and removals up to there need not be remembered.
    public void forget(long upTo) {
        forgotten = OptionalLong.of(Math.max(forgotten.orElse(0), Math.min(upTo, revision)));
    }

    /// Up to which revision the batch said that nothing need be remembered.
    public OptionalLong forgotten() {
        return forgotten;
    }

    /// The revision before the batch.
    public long revisionBefore() {
        return shelf.revision();
    }

    /// The newest revision, this batch included.
    public long revision() {
        return revision;
    }

    /// What to make durable: the last state of each resource the batch changed, or none when it is gone.
    public Map<Key, Optional<Entry>> touched() {
        return Collections.unmodifiableMap(touched);
    }

    /// The state before the batch of a resource it changed.
    public Optional<Entry> before(Key key) {
        return shelf.resources().apply(key);
    }

    /// Leases the batch changed.
    public List<Tenure> tenures() {
        return List.copyOf(tenures.values());
    }

    /// Every change of the batch, by revision.
    public List<Recorded> recorded() {
        return Collections.unmodifiableList(recorded);
    }

    private void require(Fence fence) {
        var tenure = tenure(fence.lease());
        if (!tenure.backs(fence)) {
            throw new StaleEpoch(fence.holder() + " held the lease " + fence.lease() + " in epoch " + fence.epoch() + "; now it is epoch "
                + tenure.epoch() + (tenure.holder().isEmpty() ? ", given back" : ", held by " + tenure.holder()));
        }
    }

    private Optional<Entry> held(Key key) {
        return touched.containsKey(key) ? touched.get(key) : shelf.resources().apply(key);
    }

    private Tenure tenure(String lease) {
        var changed = tenures.get(lease);
        return changed != null ? changed : shelf.tenures().apply(lease).orElseGet(() -> Tenure.vacant(lease));
    }
}
