package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of a service whose definition changed.
public interface ServiceUpdateContract extends ServiceWords {
    @Test
    default void anotherDefinitionReplacesAllInstances() {
        var before = created(sample("web").service("h1", 2));
        var next = sample("web").environment("EDITION", "2").service("h2", 2);

        engine().update(next);

        var after = settled(next);
        assertThat(after).extracting(i -> i.stamp().hash()).containsExactly("h2", "h2");
        assertThat(after).extracting(SeenInstance::id).doesNotContainAnyElementsOf(before.stream().map(SeenInstance::id).toList());
        assertThat(listed(next).definition()).isEqualTo("h2");
    }

    @Test
    default void startingFirstNoInstanceIsMissedMeanwhile() {
        created(sample("web").service("h1", 2));
        var next = sample("web").service("h2", 2);

        engine().update(next);

        eventually("all are of the new definition, and never fewer than two were well", () -> {
            var instances = instances(next);
            assertThat(instances.stream().filter(SeenInstance::well).count()).as("well: %s", instances).isGreaterThanOrEqualTo(2);
            boolean over = instances.size() == 2 && instances.stream().allMatch(i -> i.stamp().hash().equals("h2"));
            return over ? Optional.of(instances) : Optional.empty();
        });
    }

    @Test
    default void updatingAgainToTheSameReplacesNobody() {
        var web = sample("web").service("h1", 2);
        var before = created(web);

        engine().update(web);

        assertThat(settled(web)).extracting(SeenInstance::id).containsExactlyElementsOf(before.stream().map(SeenInstance::id).toList());
    }

    @Test
    default void anUpdateThatFailsIsPausedAndTheOthersStay() {
        var before = created(sample("web").service("h1", 3));
        var broken = broken("h2");

        engine().update(broken);

        var paused = eventually("the update is paused", () -> seen(broken).filter(s -> s.update() == SeenService.Update.PAUSED));
        assertThat(paused.message()).isNotEmpty();
        var ids = before.stream().map(SeenInstance::id).toList();
        assertThat(instances(broken).stream().filter(i -> ids.contains(i.id()) && i.well()).count()).as("of %s", ids).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void aPausedUpdateGivesWayToTheNext() {
        // As many as before and after: a number and a definition changed at once are two changes, and not this test's matter.
        var good = sample("web").service("h1", 3);
        created(good);
        var broken = broken("h2");
        engine().update(broken);
        eventually("the update is paused", () -> seen(broken).filter(s -> s.update() == SeenService.Update.PAUSED));

        engine().update(good);

        assertThat(settled(good)).hasSize(3);
    }

    private Part.Service broken(String definition) {
        return sample("web").process(subject().ending(3)).update(new UpdatePolicy(Optional.of(UpdatePolicy.Order.STOP_FIRST), 1, null, Duration.ofSeconds(2), null, 0, null))
            .service(definition, 3);
    }
}
