package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.UpdatePolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The update of a component from older definitions to the wanted one: whether it has failed, and which slots come next.
///
/// @param slots  as seen
/// @param update under way, the failures of this look counted; none when nothing is to be replaced
/// @param wanted what is rolled out
record Rolling(Slots slots, Optional<ComponentStatus.Rollout> update, GroupDefinition wanted, Instant now) {

    /// @param before the update as the status tells of it
    static Rolling of(Slots slots, Optional<ComponentStatus.Rollout> before, GroupDefinition wanted, Instant now) {
        boolean begins = before.isEmpty() && slots.slots().stream().anyMatch(Slots.Slot::updating);
        var update = begins ? Optional.of(new ComponentStatus.Rollout(wanted.hash(), now, Instant.EPOCH, 0)) : before;
        // Each new instance that is broken counts once: its entry in the status says `failed` from then on.
        long broken = slots.slots().stream().flatMap(s -> s.current().stream()).filter(c -> c.broken() && !c.failureNoted()).count();
        return new Rolling(slots, update.map(u -> new ComponentStatus.Rollout(u.hash(), u.startedAt(), u.lastBatch(), u.failed() + (int) broken)), wanted, now);
    }

    private UpdatePolicy policy() {
        return wanted.policy();
    }

    /// Whether it failed and, by policy, does not go on.
    boolean failed() {
        return policy().onFailure() != UpdatePolicy.OnFailure.PROCEED && update.filter(u -> u.failed() > policy().maxFailures()).isPresent();
    }

    /// Never where old and new want the same host port: the new one would wait for it for ever.
    boolean startFirst() {
        return policy().order().filter(o -> o == UpdatePolicy.Order.STOP_FIRST).isEmpty() && heldPort().isEmpty();
    }

    /// A host port that keeps an explicit start-first from being followed.
    Optional<Integer> portAgainstOrder() {
        return policy().order().filter(o -> o == UpdatePolicy.Order.START_FIRST).flatMap(_ -> heldPort());
    }

    private Optional<Integer> heldPort() {
        return wanted.members().stream().flatMap(m -> m.spec().ports().stream()).filter(Port::heldOnHost).findFirst().flatMap(Port::published);
    }

    /// Slots whose serving old instances are to be replaced now. Those in which nothing serves are healed without waiting for their turn.
    List<Slots.Slot> next() {
        if (pausedUntil().isPresent()) {
            return List.of();
        }
        long batch = policy().batch() == 0 ? Integer.MAX_VALUE : policy().batch();
        long underWay = slots.slots().stream().filter(Rolling::underWay).count();
        // Those that are not stable first: were a stable one stopped instead, more would be down at once than the batch allows.
        return slots.slots().stream().filter(s -> s.current().isEmpty() && s.oldServes())
            .sorted(Comparator.comparing(Slots.Slot::oldStable).thenComparing(Slots.Slot::number))
            .limit(Math.max(0, batch - underWay)).toList();
    }

    /// Whether nothing does a slot's work, or something new has yet to prove that it can. A broken new one that is tolerated holds nobody up.
    private static boolean underWay(Slots.Slot slot) {
        return slot.current().map(c -> !c.done() && !c.broken()).orElse(!slot.oldServes());
    }

    /// The end of the pause that follows each batch; none when there is none or it is over. A batch ends when its last instance counts.
    Optional<Instant> pausedUntil() {
        return update.filter(u -> u.lastBatch().isAfter(Instant.EPOCH)).map(u -> Stream.concat(Stream.of(u.lastBatch()), ends())
            .max(Comparator.naturalOrder()).orElseThrow().plus(policy().delay())).filter(at -> at.isAfter(now));
    }

    private Stream<Instant> ends() {
        return slots.slots().stream().flatMap(s -> s.current().stream()).filter(Unit::done)
            .flatMap(c -> c.readySince().stream()).map(since -> since.plus(policy().stability()));
    }

    /// For the status: none once every slot has what it should.
    Optional<ComponentStatus.Rollout> state() {
        if (slots.slots().stream().allMatch(Slots.Slot::done)) {
            return Optional.empty();
        }
        boolean begun = !failed() && !next().isEmpty();
        return update.map(u -> begun ? new ComponentStatus.Rollout(u.hash(), u.startedAt(), now, u.failed()) : u);
    }
}
