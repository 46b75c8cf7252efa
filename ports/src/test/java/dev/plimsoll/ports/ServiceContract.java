package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Placement;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Making, seeing, scaling and removing services, and what the engine does for their instances by itself.
public interface ServiceContract extends ServiceWords {
    @Test
    default void aServicesInstancesAreListedWithSlotsOfTheirOwn() {
        var web = sample("web").service("h1", 3);

        var seen = created(web);

        assertThat(seen).extracting(i -> i.stamp().slot()).containsExactly(1, 2, 3);
        var stamp = web.each().stamp();
        assertThat(seen).allSatisfy(i -> {
            assertThat(i.stamp()).isEqualTo(new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component(), i.stamp().slot(), "h1", stamp.uid()));
            assertThat(i.name()).startsWith(web.name());
            assertThat(i.imageId()).isEqualTo(subject().image());
            assertThat(i.restarts()).isZero();
            assertThat(i.startedAt()).isPresent();
            assertThat(i.exitCode()).isEmpty();
        });
        assertThat(listed(web)).satisfies(s -> {
            assertThat(s.stamp()).isEqualTo(web.stamp());
            assertThat(s.definition()).isEqualTo("h1");
            assertThat(s.replicas()).isEqualTo(3);
            assertThat(s.update()).isEqualTo(SeenService.Update.NONE);
        });
    }

    @Test
    default void creatingAServiceTwiceIsHarmless() {
        var web = sample("web").service("h1", 2);
        var first = created(web);

        engine().create(web);

        assertThat(settled(web)).extracting(SeenInstance::id).containsExactlyElementsOf(first.stream().map(SeenInstance::id).toList());
        assertThat(engine().inventory(plane()).services().orElseThrow()).hasSize(1);
    }

    @Test
    default void anInstanceByItselfIsRefusedPolitely() {
        failure(EngineFailure.Rejected.class, "NotSupported", () -> engine().create(sample("web").build()));

        assertThat(engine().inventory(plane()).instances()).isEmpty();
    }

    @Test
    default void aForeignNamesakeOfAServiceIsLeftAlone() {
        var web = sample("web").service("h1", 1);
        hands().foreignService(web.name());

        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(web));
        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().update(web));

        assertThat(engine().inventory(plane()).services().orElseThrow()).isEmpty();
        assertThat(engine().inventory(plane()).instances()).isEmpty();
        assertThat(hands().exists(PartRef.Type.SERVICE, web.name())).isTrue();
    }

    @Test
    default void oneOfADeletedNamesakeIsANamesakeToo() {
        var web = sample("web").service("h1", 1);
        created(web);
        var stamp = web.stamp();
        var later = new Part.Service(web.name(), new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component(), 0, stamp.hash(), "u2"), web.each());

        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(later));
        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().update(later));

        assertThat(listed(web).stamp()).isEqualTo(stamp);
    }

    @Test
    default void whatIsNotThereCannotBeChanged() {
        failure(EngineFailure.Absent.class, "ServiceNotFound", () -> engine().update(sample("web").service("h1", 1)));
    }

    @Test
    default void scalingLeavesTheOthersAlone() {
        var before = created(sample("web").service("h1", 2));
        var more = sample("web").service("h1", 4);

        engine().update(more);

        var ids = before.stream().map(SeenInstance::id).toList();
        assertThat(settled(more)).extracting(SeenInstance::id).containsAll(ids).hasSize(4);

        var none = sample("web").service("h1", 0);
        engine().update(none);
        eventually(none, "has no instances", List::isEmpty);
        assertThat(listed(none).replicas()).isZero();
    }

    @Test
    default void removingAServiceTakesItsInstancesAndAgainIsHarmless() {
        var web = sample("web").service("h1", 2);
        created(web);
        var id = listed(web).id();

        engine().remove(new PartRef(PartRef.Type.SERVICE, id), Duration.ofSeconds(1));
        eventually(web, "has no instances", List::isEmpty);
        engine().remove(new PartRef(PartRef.Type.SERVICE, id), Duration.ofSeconds(1));

        assertThat(hands().exists(PartRef.Type.SERVICE, web.name())).isFalse();
    }

    @Test
    default void anotherPlanesServicesAreNotListed() {
        created(sample("web").service("h1", 1));

        assertThat(engine().inventory(plane() + "-other").services().orElseThrow()).isEmpty();
        assertThat(engine().inventory(plane() + "-other").instances()).isEmpty();
    }

    @Test
    default void aKilledInstanceIsFollowedByAnotherInItsSlot() {
        var web = sample("web").service("h1", 2);
        var first = created(web).getFirst();

        hands().kill(first.id());

        var again = eventually(web, "has another instance in slot 1", all -> all.size() == 2 && all.getFirst().well() && !all.getFirst().id().equals(first.id()));
        assertThat(again).extracting(i -> i.stamp().slot()).containsExactly(1, 2);
        assertThat(again.getFirst().restarts()).isEqualTo(1);
    }

    @Test
    default void aRemovedInstanceIsFollowedByAnotherInItsSlot() {
        var web = sample("web").service("h1", 2);
        var first = created(web).getFirst();

        remove(first, Duration.ofSeconds(1));

        assertThat(eventually(web, "has another instance in slot 1", all -> all.size() == 2 && all.getFirst().well() && !all.getFirst().id().equals(first.id())))
            .extracting(i -> i.stamp().slot()).containsExactly(1, 2);
    }

    @Test
    default void oneThatCrashesIsRestartedAndCounted() {
        var crashing = sample("web").process(subject().ending(3)).service("h1", 1);
        engine().create(crashing);

        var seen = eventually(crashing, "has crashed twice", all -> all.size() == 1 && all.getFirst().restarts() >= 2);

        assertThat(seen.getFirst().stamp().slot()).isEqualTo(1);
    }

    @Test
    default void whatRunsOnceStaysEnded() {
        var fine = sample("fine").process(subject().ending(0)).restart(Restart.Mode.NEVER, 0).service("h1", 1);
        var failed = sample("failed").process(subject().ending(3)).restart(Restart.Mode.NEVER, 0).service("h1", 1);
        engine().create(fine);
        engine().create(failed);

        assertThat(eventually(fine, "has ended", all -> all.size() == 1 && all.getFirst().state() == SeenInstance.State.EXITED).getFirst().exitCode()).contains(0);
        assertThat(eventually(failed, "has ended", all -> all.size() == 1 && all.getFirst().state() == SeenInstance.State.EXITED).getFirst().exitCode()).contains(3);
    }

    @Test
    default void withoutAFittingMachineInstancesWaitAndSayWhy() {
        var web = sample("web").placement(new Placement(false, List.of("node.labels.disk==ssd"), null, 0)).service("h1", 2);
        engine().create(web);

        var waiting = eventually(web, "waits with a reason", all -> all.size() == 2 && all.stream().allMatch(i -> i.state() == SeenInstance.State.PENDING && !i.error().isEmpty()));

        assertThat(waiting).allSatisfy(i -> {
            assertThat(i.error()).contains("node.labels.disk==ssd").contains("1 node");
            assertThat(i.well()).isFalse();
            assertThat(i.startedAt()).isEmpty();
        });
    }

    @Test
    default void onEveryMachineMeansOnceOnOne() {
        var web = sample("web").placement(new Placement(true, null, null, 0)).service("h1", 5);

        assertThat(created(web)).hasSize(1);
        assertThat(listed(web).replicas()).isEqualTo(1);
    }
}
