package dev.plimsoll.ports.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the simulated world does beyond an engine's promises: faults, restarts, scripts, and the same again for the same seed.
class SimulatedWorldTest {
    private static final String PLANE = "plane-1";

    private final SimulatedWorld world = SimulatedWorld.stepped(7);
    private final Engine engine = world.engine();

    private Sample sample(String component, String image) {
        return Sample.instance(PLANE, component, world.hand().image(image));
    }

    private SeenInstance only() {
        assertThat(engine.inventory(PLANE).instances()).hasSize(1);
        return engine.inventory(PLANE).instances().getFirst();
    }

    private void pass(Duration time) {
        world.advanceTo(world.clock().instant().plus(time));
    }

    @Test
    void aLostRequestDoesNothingAndALostReplyDoesEverything() {
        var part = sample("web", "nginx:1").build();
        world.faults().once(Call.CREATE, Fault.REQUEST_LOST);
        assertThatThrownBy(() -> engine.create(part)).isInstanceOf(EngineFailure.Unreachable.class);
        assertThat(engine.inventory(PLANE).instances()).isEmpty();

        world.faults().once(Call.CREATE, Fault.REPLY_LOST);
        assertThatThrownBy(() -> engine.create(part)).isInstanceOf(EngineFailure.Unreachable.class);
        assertThat(only().state()).isEqualTo(State.RUNNING);

        world.faults().once(Call.REMOVE, Fault.BROKEN_AFTER);
        assertThatThrownBy(() -> engine.remove(new PartRef(PartRef.Type.INSTANCE, only().id()), Duration.ZERO)).isInstanceOf(EngineFailure.Broken.class);
        assertThat(engine.inventory(PLANE).instances()).isEmpty();
    }

    @Test
    void halfDoneIsMadeAndNotStartedAndIsCompletedByAskingAgain() {
        var part = sample("web", "nginx:1").build();
        world.faults().once(Call.CREATE, Fault.HALF_DONE);
        assertThatThrownBy(() -> engine.create(part)).isInstanceOf(EngineFailure.Unreachable.class);
        assertThat(only().state()).isEqualTo(State.CREATED);
        engine.create(part);
        assertThat(only().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aFullDiskRefusesToMakeAndLetsEverythingElseGoOn() {
        var part = sample("web", "nginx:1").build();
        engine.create(part);
        world.hand().fillDisk();
        assertThatThrownBy(() -> engine.create(sample("late", "nginx:1").build())).isInstanceOfSatisfying(EngineFailure.NoCapacity.class,
            f -> assertThat(f.code()).isEqualTo("DiskFull"));
        assertThat(only().well()).isTrue();
        engine.remove(new PartRef(PartRef.Type.INSTANCE, only().id()), Duration.ZERO);
        world.hand().freeDisk();
        assertThatCode(() -> engine.create(sample("late", "nginx:1").build())).doesNotThrowAnyException();
    }

    @Test
    void anEngineThatRestartsTakesEverythingDownAndBringsBackWhatItsRuleSays() {
        engine.create(sample("always", "nginx:1").build());
        engine.create(sample("never", "nginx:1").restart(Restart.Mode.NEVER, 0).build());
        var nudges = new ArrayList<Nudge>();
        engine.watch(PLANE, nudges::add);
        nudges.clear();

        world.hand().restartEngine();
        assertThatThrownBy(() -> engine.inventory(PLANE)).isInstanceOf(EngineFailure.Unreachable.class);
        pass(Duration.ofSeconds(4));

        assertThat(engine.inventory(PLANE).instances()).extracting(i -> i.stamp().component() + " " + i.state())
            .containsExactly("always RUNNING", "never EXITED");
        assertThat(nudges).contains(Nudge.EVERYTHING);
    }

    @Test
    void aCrashLoopGrowsItsPausesAsDockersDoes() {
        engine.create(sample("web", "sim/crash:1").build());
        pass(Duration.ofMillis(500));
        int early = only().restarts();
        pass(Duration.ofMinutes(10));
        int afterTen = only().restarts();
        pass(Duration.ofMinutes(10));

        assertThat(early).isBetween(1, 3);
        assertThat(only().restarts() - afterTen).as("one a minute in the end").isBetween(9, 11);
        var lines = new ArrayList<String>();
        engine.console().logs(only().id(), new Console.LogQuery(false, Optional.empty(), 2), (_, error, text) -> lines.add((error ? "E " : "O ") + text));
        assertThat(lines).contains("E fatal: simulated crash");
        assertThat(only().exitCode()).contains(1);
    }

    @Test
    void scriptsAreChosenByImageCommandAndEnvironment() {
        engine.create(sample("web", "sim/web:1").build());
        engine.create(sample("ill", "sim/unhealthy:1").build());
        engine.create(sample("job", "sim/job:1").restart(Restart.Mode.ON_FAILURE, 3).build());
        engine.create(sample("greedy", "sim/greedy:1").restart(Restart.Mode.NEVER, 0).build());
        engine.create(sample("late", "sim/web:1").environment("SIM_HEALTHY_AFTER", "60s").build());
        engine.create(sample("odd", "anything/at-all:7").environment("SIM_EXIT", "9").restart(Restart.Mode.NEVER, 0).build());
        assertThat(engine.inventory(PLANE).instances()).extracting(SeenInstance::health).contains(Health.STARTING);

        pass(Duration.ofSeconds(30));

        assertThat(engine.inventory(PLANE).instances()).extracting(i -> i.stamp().component() + " " + i.state() + " " + i.health() + " " + i.exitCode().orElse(-1)
            + (i.outOfMemory() ? " memory" : "")).containsExactly("web RUNNING HEALTHY -1", "ill RUNNING UNHEALTHY -1", "job EXITED NONE 0",
            "greedy EXITED NONE 137 memory", "late RUNNING STARTING -1", "odd EXITED NONE 9");
    }

    @Test
    void stoppingTakesItsTimeOrTheGraceAndItRunsUntilThen() {
        var part = sample("slow", "sim/slow:1").build();
        engine.create(part);
        var before = world.clock().instant();
        engine.remove(new PartRef(PartRef.Type.INSTANCE, only().id()), Duration.ofSeconds(10));
        assertThat(Duration.between(before, world.clock().instant())).isEqualTo(Duration.ofSeconds(5));
        assertThat(engine.inventory(PLANE).instances()).isEmpty();

        engine.create(part);
        before = world.clock().instant();
        engine.remove(new PartRef(PartRef.Type.INSTANCE, only().id()), Duration.ofSeconds(2));
        assertThat(Duration.between(before, world.clock().instant())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nudgesCanBeLostLateAndDoubled() {
        var nudges = new ArrayList<Nudge>();
        engine.watch(PLANE, nudges::add);
        var part = sample("web", "nginx:1").build();
        engine.create(part);
        var id = only().id();
        nudges.clear();

        world.faults().onceToNudge(Fault.NUDGE_LOST);
        world.hand().pause(id);
        assertThat(nudges).isEmpty();
        world.faults().onceToNudge(Fault.NUDGE_DOUBLED);
        world.hand().unpause(id);
        assertThat(nudges).hasSize(2);
        nudges.clear();
        world.faults().onceToNudge(Fault.NUDGE_LATE);
        world.hand().pause(id);
        assertThat(nudges).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(nudges).containsExactly(new Nudge(Optional.of(part.stamp())));
    }

    @Test
    void theLedgerNoticesForeignObjectsTouchedCrowdedSlotsAndTheFewestWell() {
        world.hand().foreignVolume("theirs");
        assertThatThrownBy(() -> engine.remove(new PartRef(PartRef.Type.VOLUME, "theirs"), Duration.ZERO)).isInstanceOf(EngineFailure.Rejected.class);
        assertThat(world.ledger().violations()).singleElement().asString().contains("theirs");

        var first = sample("web", "nginx:1").build();
        engine.create(first);
        var component = Ledger.Component.of(first.stamp());
        assertThat(world.ledger().crowded()).isEmpty();
        world.ledger().mark();
        engine.create(new Part.Instance("another-name", first.stamp(), first.imageId(), first.spec(), first.environment(), first.secretEnvironment(),
            first.ports(), first.mounts(), first.networks(), first.files()));
        assertThat(world.ledger().twins()).containsExactly(Map.entry(first.stamp(), 2));
        assertThat(world.ledger().crowded()).containsExactly(Map.entry(new Ledger.Slot(component, 1), 2));
        assertThat(world.ledger().well(component)).isEqualTo(2);
        world.hand().instances().forEach(i -> world.hand().kill(i.id()));
        assertThat(world.ledger().leastWell(component)).isZero();
    }

    @Test
    void registriesHaveEverythingButWhatIsCalledOtherwise() {
        var lines = new ArrayList<String>();
        var image = engine.images().pull("redis:7", Optional.empty(), lines::add);
        assertThat(lines).contains("redis:7: 50 %");
        assertThat(image.digest().orElseThrow()).startsWith("redis@sha256:");
        assertThat(engine.images().pull("redis:7", Optional.empty(), lines::add)).as("same tag, same image").isEqualTo(image);
        world.hand().publish("redis:7");
        assertThat(engine.images().pull("redis:7", Optional.empty(), lines::add).id()).as("the tag moved").isNotEqualTo(image.id());
        assertThat(engine.images().pull(image.digest().orElseThrow(), Optional.empty(), lines::add).id()).as("the digest did not").isEqualTo(image.id());
        assertThatThrownBy(() -> engine.images().pull("no-such-app:1", Optional.empty(), lines::add)).isInstanceOf(EngineFailure.Absent.class)
            .hasMessageContaining("no-such-app:1");
        assertThatThrownBy(() -> engine.images().pull("registry.invalid/app:1", Optional.empty(), lines::add)).isInstanceOf(EngineFailure.Unreachable.class);
    }

    @Test
    void theSameSeedAndCallsGiveTheSameWorld() {
        assertThat(story(11)).isEqualTo(story(11));
        assertThat(story(11)).isNotEqualTo(story(12));
    }

    /// A few hundred calls and mischiefs under all faults.
    private static List<String> story(long seed) {
        var world = SimulatedWorld.stepped(seed);
        for (var fault : Fault.values()) {
            world.faults().rate(fault, 0.05);
        }
        var told = new ArrayList<String>();
        world.engine().watch(PLANE, nudge -> told.add("nudge " + nudge));
        var image = world.hand().image("sim/web:1");
        for (int i = 0; i < 300; i++) {
            var part = Sample.instance(PLANE, "web", image).stamp(Sample.stamp(PLANE, "web", i % 9)).build();
            try {
                world.engine().create(part);
                if (i % 3 == 0) {
                    told.add(world.mischief().any().toString());
                }
                world.engine().inventory(PLANE).instances().stream().filter(s -> !s.well()).forEach(s ->
                    world.engine().remove(new PartRef(PartRef.Type.INSTANCE, s.id()), Duration.ofSeconds(1)));
            } catch (EngineFailure failure) {
                told.add(failure.getMessage());
            }
            world.advanceTo(world.clock().instant().plusMillis(700));
        }
        world.trace().lines().forEach(l -> told.add(l.toString()));
        return told;
    }

    @Test
    void twentyThousandInstancesAreMadeAndListedCheaply() {
        var large = new SimulatedWorld(SimulatedSettings.stepped(1).withoutLatency());
        var image = large.hand().image("busybox:1");
        for (int slot = 1; slot <= 20_000; slot++) {
            large.engine().create(Sample.instance(PLANE, "web", image).stamp(Sample.stamp(PLANE, "web", slot)).port(80, 0).build());
        }
        var before = large.engine().inventory(PLANE).instances();
        large.hand().pause(before.getFirst().id());
        var after = large.engine().inventory(PLANE).instances();
        assertThat(after).hasSize(20_000);
        var same = Collections.newSetFromMap(new IdentityHashMap<SeenInstance, Boolean>());
        same.addAll(before);
        assertThat(after.stream().filter(i -> !same.contains(i))).as("told anew, because it changed").extracting(SeenInstance::name).containsExactly(before.getFirst().name());
        assertThat(large.engine().inventory(PLANE).instances()).as("nothing is told anew when nothing changed").isSameAs(after);
        assertThat(large.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
