package dev.plimsoll.server;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Minding;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Probing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// An engine on which nothing is made or removed while another control plane may have taken over. The store refuses the writes of a server that was
/// overtaken; an engine knows no leases, so the question is asked here, before each act.
final class LeasedEngine implements Engine {
    private final Engine engine;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedEngine(Engine engine, BooleanSupplier ours) {
        this.engine = engine;
        this.ours = ours;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public EngineFacts facts() {
        return engine.facts();
    }

    @Override
    public Inventory inventory(String plane) {
        return engine.inventory(plane);
    }

    @Override
    public void create(Part part) {
        requireOurs();
        engine.create(part);
    }

    @Override
    public void update(Part.Service service) {
        requireOurs();
        engine.update(service);
    }

    @Override
    public void remove(PartRef ref, Duration grace) {
        requireOurs();
        engine.remove(ref, grace);
    }

    @Override
    public AutoCloseable watch(String plane, Consumer<Nudge> onNudge) {
        return engine.watch(plane, onNudge);
    }

    @Override
    public Images images() {
        return engine.images();
    }

    @Override
    public Console console() {
        return engine.console();
    }

    @Override
    public Probing probing() {
        return engine.probing();
    }

    @Override
    public Optional<Minding> minding() {
        return engine.minding().map(minding -> new Minding() {
            @Override
            public CheckUp look(String plane) {
                return minding.look(plane);
            }

            @Override
            public void apply(Remedy remedy) {
                requireOurs();
                minding.apply(remedy);
            }
        });
    }

    @Override
    public void close() {
        engine.close();
    }

    private void requireOurs() {
        if (!ours.getAsBoolean()) {
            throw new EngineFailure.Unreachable("LeaseEnded", "nothing is done on " + engine.name()
                + ": the lease of this control plane could not be renewed, so another one may act by now", null);
        }
    }
}
