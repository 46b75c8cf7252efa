package dev.plimsoll.controllers;

import dev.plimsoll.controllers.component.InstanceParts;
import dev.plimsoll.controllers.component.StepRunner;
import dev.plimsoll.controllers.ingress.Drain;
import dev.plimsoll.controllers.ingress.Traffic;
import dev.plimsoll.controllers.probe.Prober;
import dev.plimsoll.controllers.registration.Deregistrations;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What every controller works with.
///
/// @param store    to write to
/// @param mirror   to read from
/// @param engines  to observe and act on
/// @param prober   makes the probes of components that have one
/// @param traffic  leads requests to instances, and takes it from those about to be stopped
/// @param deregistrations takes them out of registers before they are stopped
/// @param vault    to open secrets for the step that hands them over
/// @param contexts build contexts
/// @param clock    what time it is
/// @param fence    the lease the server acts under; asked anew for each write
/// @param lanes    how steps that do not depend on each other are run
public record Surroundings(VersionedStore store, Mirror mirror, Engines engines, Prober prober, Traffic traffic, Deregistrations deregistrations, Vault vault, Contexts contexts, InstantSource clock,
                           Supplier<Optional<Fence>> fence, Lanes lanes) {
    /// Who carries out steps on an engine.
    public StepRunner runner(ObservedEngine engine) {
        return new StepRunner(engine, lanes, new InstanceParts(mirror::get, vault, engine::host));
    }

    /// Asks whether these instances may be stopped. Nobody leads anything new to them from then on, until they are named no more when their component is asked about again.
    ///
    /// @param component whose they are, or who leads the group they belong to
    public Drain drain(Key component, List<SeenInstance> stopping) throws InterruptedException {
        return traffic.drain(component, stopping).and(deregistrations.drain(component, stopping));
    }

    /// The same of a machine that is emptied, and of what runs there.
    ///
    /// @param running none: the machine is not emptied, or not any more
    public Drain drain(Resource machine, Optional<List<SeenInstance>> running) throws InterruptedException {
        return traffic.drain(machine, running).and(deregistrations.drain(machine.key(), running.orElse(List.of())));
    }

    /// Commits as this server: refused when another one has taken over.
    public List<Resource> commit(List<Write> writes) {
        return store.commit(writes, fence.get());
    }
}
