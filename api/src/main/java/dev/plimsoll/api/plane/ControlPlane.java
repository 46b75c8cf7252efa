package dev.plimsoll.api.plane;

import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.model.Key;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import java.time.Clock;
import java.util.function.Consumer;

/// Everything the API stands on.
///
/// @param store     where it writes
/// @param mirror    where it reads
/// @param clock     for times in answers and memory that ages
/// @param facts     what never changes while the control plane runs
/// @param engine    what the engine is, asked when somebody wants to know
/// @param readiness what must be so before `/readyz` says ok
/// @param foresight what would be done outside
/// @param runs      what was done and is being done
/// @param ask       has a resource looked at now, also when its last try has just failed
/// @param console   output of and programs in instances
/// @param images    images of the engine
/// @param stock     what this control plane made on the engine
/// @param contexts  build contexts
/// @param sealer    seals secrets before they are stored
/// @param backup    the control plane's own state as one stream
/// @param shutdown  ends the control plane
/// @param machines  where machines enrol and report
/// @param survey    asks clouds and engines by hand
/// @param discovery who runs where
/// @param meters    what `/metrics` shows
public record ControlPlane(VersionedStore store, Mirror mirror, Clock clock, PlaneFacts facts, EngineReport engine, Readiness readiness,
                           Foresight foresight, RunHistory runs, Consumer<Key> ask, InstanceConsole console, ImageShelf images, Stock stock,
                           ContextStore contexts, Sealer sealer, BackupSource backup, Shutdown shutdown, MachineDoor machines, Survey survey, Discovery discovery,
                           Meters meters) {}
