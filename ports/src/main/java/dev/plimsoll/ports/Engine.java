package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.util.function.Consumer;

/// A container engine: one Docker Engine, later a Swarm. All calls block; the caller's thread may be interrupted to give up.
/// Every call may throw an [EngineFailure], and after any of its cases the effect may still have happened: callers look
/// again instead of assuming. Implementations are safe for many threads.
public interface Engine extends AutoCloseable {
    /// Short name for people and metrics, such as `docker`.
    String name();

    /// What this engine is and can do. Asks the engine.
    EngineFacts facts();

    /// One listing of everything stamped by `plane`: running or not, of every project. Never shows foreign objects.
    Inventory inventory(String plane);

    /// Makes the part; an instance is started too. When an object of that name with an equal stamp is there already (a lost
    /// reply), it is completed (started, files delivered) and the call succeeds. A foreign object of that name is a
    /// [EngineFailure.Rejected] with code `NameTaken`; so is one of ours with another stamp. What ran and ended is not run again.
    ///
    /// Further codes: `Absent` `ImageNotFound`, `NetworkNotFound`, `CompanionNotRunning`; `NoCapacity` `PortTaken`, `DiskFull`; `Rejected` `CannotStart` (the
    /// program is not there or may not run; what was made stays and its listing tells the error).
    void create(Part part);

    /// Asks for an object to go. An instance is asked to stop, given `grace`, then killed and removed with its anonymous
    /// volumes. Absent is success. Answers when it is gone or the engine has taken the wish; callers look again. `Rejected` with
    /// code `InUse` when instances still use a network or volume, with `NotOurs` when the name is that of a foreign volume.
    void remove(PartRef ref, Duration grace);

    /// Calls `onNudge` soon after anything of `plane` changed, and once after each (re)connection, because something may have
    /// been missed. Nudges may be doubled, late, merged, but not early: a listing asked for then shows the change. Returns at
    /// once; reconnects by itself until closed.
    AutoCloseable watch(String plane, Consumer<Nudge> onNudge);

    /// This engine's images.
    Images images();

    /// This engine's logs and terminals.
    Console console();

    /// How probes reach this engine's instances.
    Probing probing();

    @Override
    void close();
}
