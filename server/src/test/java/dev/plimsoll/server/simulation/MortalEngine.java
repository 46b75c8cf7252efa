package dev.plimsoll.server.simulation;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFacts;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Probing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The engine as one control plane reaches it: every call needs power, and what is removed is told to the witness first.
record MortalEngine(Engine engine, Power power, Witness witness) implements Engine {
    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public EngineFacts facts() {
        return power.during(engine::facts);
    }

    @Override
    public Inventory inventory(String plane) {
        return power.during(() -> {
            var inventory = engine.inventory(plane);
            witness.listed(inventory);
            return inventory;
        });
    }

    @Override
    public void create(Part part) {
        power.during(() -> engine.create(part));
    }

    @Override
    public void update(Part.Service service) {
        power.during(() -> engine.update(service));
    }

    @Override
    public void remove(PartRef ref, Duration grace) {
        power.during(() -> {
            if (ref.type() == PartRef.Type.INSTANCE) {
                witness.removes(ref.id());
            }
            engine.remove(ref, grace);
        });
    }

    @Override
    public AutoCloseable watch(String plane, Consumer<Nudge> onNudge) {
        return engine.watch(plane, onNudge);
    }

    @Override
    public Images images() {
        return new MortalImages(engine.images(), power);
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
    public void close() {
        // The world goes on without us.
    }

    private record MortalImages(Images images, Power power) implements Images {
        @Override
        public Optional<Image> find(String reference) {
            return power.during(() -> images.find(reference));
        }

        @Override
        public Image pull(String reference, Optional<Login> login, Consumer<String> progress) {
            return power.during(() -> images.pull(reference, login, progress));
        }

        @Override
        public Image build(BuildRequest request, Consumer<String> progress) {
            return power.during(() -> images.build(request, progress));
        }

        @Override
        public List<Image> list(String plane) {
            return power.during(() -> images.list(plane));
        }

        @Override
        public void remove(String reference) {
            power.during(() -> images.remove(reference));
        }
    }
}
