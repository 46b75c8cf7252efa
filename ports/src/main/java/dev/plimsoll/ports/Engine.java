package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A container engine: one Docker Engine, or a Swarm. All calls block; the caller's thread may be interrupted to give up.
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
    ///
    /// There are two sorts of engines. Where [Inventory#services] is none, instances are made one by one; elsewhere they are made by services, and [#create]
    /// of an instance is refused. Each sort refuses the other's parts as `Rejected` with code `NotSupported`.
    void create(Part part);

    /// Makes a service what the part says. The engine then replaces its instances by the policy in the part's spec, when they are of another definition, and
    /// pauses when more of the new ones fail than the policy allows; a paused or running update gives way to this one. Answers when the engine has taken the wish.
    /// A service that is not there is `Absent` with code `ServiceNotFound`; one of that name that is foreign or belongs to another resource is `Rejected` with code
    /// `NameTaken`.
    void update(Part.Service service);

    /// Asks for an object to go. An instance is asked to stop, given `grace`, then killed and removed with its anonymous
    /// volumes; one of a service is followed by another. A service goes with its instances. Absent is success. Answers when it is gone or the engine has taken the wish; callers look again. `Rejected` with
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

    /// How it is minded; none when it is one machine, which minds itself.
    default Optional<Minding> minding() {
        return Optional.empty();
    }

    @Override
    void close();
}
