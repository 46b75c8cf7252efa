package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Making, seeing and removing instances.
public interface InstanceContract extends ContractPart {
    @Test
    default void aCreatedInstanceRunsAndIsListed() {
        var part = sample("web").build();
        var before = Instant.now().minusSeconds(5);

        var seen = created(part);

        assertThat(seen.name()).isEqualTo(part.name());
        assertThat(seen.stamp()).isEqualTo(part.stamp());
        assertThat(seen.imageId()).isEqualTo(subject().image());
        assertThat(seen.state()).isEqualTo(SeenInstance.State.RUNNING);
        assertThat(seen.health()).isEqualTo(SeenInstance.Health.NONE);
        assertThat(seen.well()).isTrue();
        assertThat(seen.restarts()).isZero();
        assertThat(seen.exitCode()).isEmpty();
        assertThat(seen.error()).isEmpty();
        assertThat(seen.addresses()).isEmpty();
        assertThat(seen.outOfMemory()).isFalse();
        assertThat(seen.startedAt()).isPresent();
        if (subject().capabilities().programs()) {
            assertThat(seen.startedAt().orElseThrow()).isBetween(before, Instant.now().plusSeconds(5));
        }
    }

    @Test
    default void theListingIsDatedWhenItWasAskedFor() {
        var first = engine().inventory(plane());
        created(sample("web").build());
        var second = engine().inventory(plane());

        assertThat(first.instances()).isEmpty();
        assertThat(second.instances()).hasSize(1);
        assertThat(second.asOf()).isAfterOrEqualTo(first.asOf());
    }

    @Test
    default void aQuietInstanceLooksTheSameInEveryListing() {
        var part = sample("web").build();

        var first = created(part);

        assertThat(listed(part)).isEqualTo(first);
    }

    @Test
    default void creatingTwiceIsHarmless() {
        var part = sample("web").build();
        var first = created(part);

        engine().create(part);

        assertThat(engine().inventory(plane()).instances()).extracting(SeenInstance::id).containsExactly(first.id());
    }

    @Test
    default void creatingFromManyThreadsAtOnceMakesOne() throws InterruptedException {
        var part = sample("web").build();

        var threads = IntStream.range(0, 4).mapToObj(i -> Thread.ofVirtual().start(() -> engine().create(part))).toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(engine().inventory(plane()).instances()).extracting(SeenInstance::state).containsExactly(SeenInstance.State.RUNNING);
    }

    @Test
    default void creatingStartsWhatWasMadeButNeverStarted() {
        var part = sample("web").build();
        hands().halfMade(part);
        var made = listed(part);
        assertThat(made.state()).isEqualTo(SeenInstance.State.CREATED);
        assertThat(made.startedAt()).isEmpty();
        assertThat(made.exitCode()).isEmpty();

        var seen = created(part);

        assertThat(seen.id()).isEqualTo(made.id());
        assertThat(seen.state()).isEqualTo(SeenInstance.State.RUNNING);
    }

    @Test
    default void manyInstancesAreMadeAtOnceAndListedTogether() throws InterruptedException {
        var parts = IntStream.rangeClosed(1, 12).mapToObj(slot -> sample("web").stamp(Sample.stamp(plane(), "web", slot)).build()).toList();

        var threads = parts.stream().map(p -> Thread.ofVirtual().start(() -> engine().create(p))).toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(engine().inventory(plane()).instances()).allMatch(SeenInstance::well)
            .extracting(i -> i.stamp().slot()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    default void publishedPortsAreListedAsAddresses() {
        int port = hands().freePort();

        var fixed = created(sample("fixed").port(80, port).build());
        var chosen = created(sample("chosen").port(80, 0).build());
        var exposed = created(sample("exposed").port(new Part.PublishedPort(80, "tcp", Optional.empty(), Optional.empty())).build());

        assertThat(fixed.addresses()).containsExactly("127.0.0.1:" + port + "->80/tcp");
        assertThat(chosen.addresses()).singleElement().asString().matches("127\\.0\\.0\\.1:[1-9][0-9]*->80/tcp");
        assertThat(exposed.addresses()).isEmpty();
    }

    @Test
    default void removingMakesItGoAndAgainIsHarmless() {
        var part = sample("web").build();
        var seen = created(part);

        remove(seen, Duration.ofSeconds(10));
        waitUntilGone(part);
        remove(seen, Duration.ofSeconds(10));

        assertThat(hands().exists(PartRef.Type.INSTANCE, part.name())).isFalse();
    }

    @Test
    default void removingWhatWasNeverStartedWorks() {
        var part = sample("web").build();
        hands().halfMade(part);

        remove(listed(part), Duration.ofSeconds(10));

        waitUntilGone(part);
    }

    @Test
    default void removingWhatNobodyKnowsIsSuccess() {
        for (var type : PartRef.Type.values()) {
            engine().remove(new PartRef(type, "0123456789abcdef".repeat(4)), Duration.ZERO);
        }
        assertThat(engine().inventory(plane()).instances()).isEmpty();
    }

    @Test
    default void factsSayWhatTheEngineIs() {
        var facts = engine().facts();

        assertThat(engine().name()).matches("[a-z]+");
        assertThat(List.of(facts.version(), facts.api(), facts.address())).doesNotContain("");
        assertThat(facts.cpus()).isPositive();
        assertThat(facts.memory()).isPositive();
    }
}
