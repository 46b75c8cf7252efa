package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the engine suites share: each test has a control plane of its own, whose objects are removed afterwards, and looks at the world through the
/// inventory.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ContractBench implements ContractPart {
    private String plane;
    private EngineSubject subject;

    /// An engine to be tested. Called before each test.
    protected abstract EngineSubject open();

    @BeforeEach
    void openSubject() {
        var random = new byte[4];
        ThreadLocalRandom.current().nextBytes(random);
        plane = "plimsoll-test-" + HexFormat.of().formatHex(random);
        subject = open();
    }

    @AfterEach
    void removeEverything() {
        try (var closing = subject) {
            var engine = closing.engine();
            var services = engine.inventory(plane).services();
            if (services.isPresent()) {
                services.get().forEach(s -> engine.remove(new PartRef(PartRef.Type.SERVICE, s.id()), Duration.ZERO));
                eventually("all instances have gone with their services", () -> Optional.of(true).filter(_ -> engine.inventory(plane).instances().isEmpty()));
            } else {
                engine.inventory(plane).instances().forEach(i -> engine.remove(new PartRef(PartRef.Type.INSTANCE, i.id()), Duration.ZERO));
            }
            // What an instance used is let go of after the instance has left the listing.
            eventually("networks and volumes have gone", () -> {
                var left = engine.inventory(plane);
                left.networks().forEach(n -> ask(new PartRef(PartRef.Type.NETWORK, n.id())));
                left.volumes().forEach(v -> ask(new PartRef(PartRef.Type.VOLUME, v.name())));
                return Optional.of(true).filter(_ -> left.networks().isEmpty() && left.volumes().isEmpty());
            });
            closing.removeLeftovers(plane);
            assertThat(engine.inventory(plane)).usingRecursiveComparison().ignoringFields("asOf", "services").isEqualTo(Inventory.EMPTY);
            assertThat(engine.inventory(plane).services().orElse(List.of())).isEmpty();
        }
    }

    private void ask(PartRef unwanted) {
        try {
            subject.engine().remove(unwanted, Duration.ZERO);
        } catch (EngineFailure.Rejected still) {
            assertThat(still.code()).isEqualTo("InUse");
        }
    }

    @Override
    public String plane() {
        return plane;
    }

    @Override
    public EngineSubject subject() {
        return subject;
    }

    @Override
    public <T> T eventually(String fact, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + subject.patience().toNanos();
        while (true) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                return fail("never so within " + subject.patience().toSeconds() + " s: " + fact + "\nlast inventory: " + subject.engine().inventory(plane));
            }
            subject.passTime();
        }
    }

    @Override
    public SeenInstance eventually(Part.Instance part, String fact, Predicate<SeenInstance> so) {
        return eventually(part.name() + " " + fact, () -> seen(part).filter(so));
    }
}
