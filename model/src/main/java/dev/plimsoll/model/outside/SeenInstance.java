package dev.plimsoll.model.outside;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An instance as a listing saw it.
///
/// @param id         engine's id
/// @param name       engine's name; a person may have changed it
/// @param stamp      whose it is
/// @param imageId    engine's id of its image
/// @param state      see there
/// @param health     see there
/// @param exitCode   of its last end; none when it never ended
/// @param restarts   how often the engine restarted it
/// @param startedAt  last start; none when it never started
/// @param error      the engine's own text on why it could not start, and other trouble; empty when there is none
/// @param outOfMemory whether its last end was the kernel's, for want of memory
/// @param addresses  published addresses as `0.0.0.0:8080->80/tcp`
/// @param reachable  addresses at which the control plane reaches it, published or not; none when it has no network or is out of reach
/// @param node       engine's id of the node it is on; empty on an engine of one machine
public record SeenInstance(String id, String name, Stamp stamp, String imageId, State state, Health health, Optional<Integer> exitCode,
                           int restarts, Optional<Instant> startedAt, String error, boolean outOfMemory, List<String> addresses, List<String> reachable, String node) {
    public SeenInstance {
        addresses = List.copyOf(addresses);
        reachable = List.copyOf(reachable);
    }

    /// On an engine of one machine.
    public SeenInstance(String id, String name, Stamp stamp, String imageId, State state, Health health, Optional<Integer> exitCode, int restarts,
                        Optional<Instant> startedAt, String error, boolean outOfMemory, List<String> addresses, List<String> reachable) {
        this(id, name, stamp, imageId, state, health, exitCode, restarts, startedAt, error, outOfMemory, addresses, reachable, "");
    }

    /// One whose address inside nobody asks for.
    public SeenInstance(String id, String name, Stamp stamp, String imageId, State state, Health health, Optional<Integer> exitCode, int restarts,
                        Optional<Instant> startedAt, String error, boolean outOfMemory, List<String> addresses) {
        this(id, name, stamp, imageId, state, health, exitCode, restarts, startedAt, error, outOfMemory, addresses, List.of());
    }

    /// PENDING: the engine looks for a place or prepares it; its error says what hinders. CREATED: made, never started. RESTARTING: ended, the engine will start it again. EXITED: ended for good.
    /// REMOVING: on its way out; treat as not there.
    public enum State { PENDING, CREATED, RUNNING, PAUSED, RESTARTING, EXITED, REMOVING }

    /// NONE: nothing checks it; running is well. STARTING: checks have not decided yet.
    public enum Health { NONE, STARTING, HEALTHY, UNHEALTHY }

    /// The same, with what was learnt elsewhere of its last end.
    public SeenInstance withExitCode(int code) {
        return new SeenInstance(id, name, stamp, imageId, state, health, Optional.of(code), restarts, startedAt, error, outOfMemory, addresses, reachable, node);
    }

    /// The same, reached at this address.
    public SeenInstance reachedAt(String address) {
        return new SeenInstance(id, name, stamp, imageId, state, health, exitCode, restarts, startedAt, error, outOfMemory, addresses, List.of(address), node);
    }

    /// The same, as a check from elsewhere judges it.
    ///
    /// @param trouble what is wrong, for people; empty leaves the engine's own text
    public SeenInstance withHealth(Health judged, String trouble) {
        return new SeenInstance(id, name, stamp, imageId, state, judged, exitCode, restarts, startedAt, trouble.isEmpty() ? error : trouble, outOfMemory, addresses,
            reachable, node);
    }

    /// Running, and no check says otherwise.
    public boolean well() {
        return state == State.RUNNING && (health == Health.NONE || health == Health.HEALTHY);
    }
}
