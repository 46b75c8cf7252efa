package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.List;

/// How far a machine is emptied. It is empty only when its cluster shows nothing that runs there.
public record Drain(
    @Doc("moving, emptying, empty, leaving or out.") State state,
    @Doc("When it began.") Instant since,
    @Doc("Its time is over, and something runs there still.") boolean overdue,
    @Doc("Why no deadline lets it go, as a stable word: QuorumGuarded, QuorumLost or Unreachable; empty mostly.") String held,
    @Doc("What it is at.") String sentence,
    @Doc("What runs there still, and why; or what speaks against its leaving.") List<String> blockers) {

    /// MOVING: it gets nothing new, and what can be in two places for a moment is started elsewhere. EMPTYING: what is left there is stopped. EMPTY: nothing runs there.
    /// LEAVING: it is taken out of its cluster. OUT: it is no node of a cluster.
    public enum State { MOVING, EMPTYING, EMPTY, LEAVING, OUT }

    public Drain {
        state = Values.or(state, State.MOVING);
        since = Values.or(since, Instant.EPOCH);
        held = Values.text(held);
        sentence = Values.text(sentence);
        blockers = Values.list(blockers);
    }

    /// What it is at, and who blocks.
    public String told() {
        return blockers.isEmpty() ? sentence : sentence + ": " + String.join("; ", blockers);
    }

    /// Whether no deadline lets it go.
    public boolean isHeld() {
        return !held.isEmpty();
    }

    /// Whether nothing runs there any more.
    public boolean empty() {
        return state.compareTo(State.EMPTY) >= 0;
    }
}
