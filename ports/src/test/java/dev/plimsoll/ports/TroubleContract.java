package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Creations that cannot succeed: which failure they end with, and what is left behind.
public interface TroubleContract extends ContractPart {
    @Test
    default void aProgramThatIsNotThereIsRefusedWithTheEnginesWords() {
        var part = sample("web").process(subject().missingProgram()).build();

        var failure = failure(EngineFailure.Rejected.class, "CannotStart", () -> engine().create(part));

        assertThat(failure.getMessage()).contains("no-such-program");
    }

    @Test
    default void whatCouldNotStartIsVisibleOrGone() {
        var part = sample("web").process(subject().missingProgram()).build();
        failure(EngineFailure.Rejected.class, "CannotStart", () -> engine().create(part));

        seen(part).ifPresent(left -> {
            assertThat(left.state()).isIn(SeenInstance.State.CREATED, SeenInstance.State.EXITED);
            assertThat(left.error()).contains("no-such-program");
            remove(left, Duration.ZERO);
        });

        waitUntilGone(part);
    }

    @Test
    default void whatCouldNotStartFailsAgainTheSameWay() {
        var part = sample("web").process(subject().missingProgram()).build();

        failure(EngineFailure.Rejected.class, "CannotStart", () -> engine().create(part));
        failure(EngineFailure.Rejected.class, "CannotStart", () -> engine().create(part));
    }

    @Test
    default void aTakenPortIsWantOfRoomAndNamesThePort() {
        int port = hands().freePort();
        var holder = created(sample("holder").port(80, port).build());
        var late = sample("late").port(80, port).build();

        var failure = failure(EngineFailure.NoCapacity.class, "PortTaken", () -> engine().create(late));
        assertThat(failure.getMessage()).contains(Integer.toString(port));
        seen(late).ifPresent(left -> assertThat(left.state()).isNotEqualTo(SeenInstance.State.RUNNING));

        remove(holder, Duration.ZERO);
        eventually("the holder is gone", () -> Optional.of(true).filter(_ -> engine().inventory(plane()).instances().stream().noneMatch(i -> i.id().equals(holder.id()))));
        var now = created(late);
        assertThat(now.well()).isTrue();
        assertThat(now.addresses()).containsExactly("127.0.0.1:" + port + "->80/tcp");
    }

    @Test
    default void anImageThatIsNotThereIsNamed() {
        var image = "sha256:" + "0".repeat(64);
        var part = Sample.instance(plane(), "web", image).build();

        var failure = failure(EngineFailure.Absent.class, "ImageNotFound", () -> engine().create(part));

        assertThat(failure.getMessage()).contains("0".repeat(12));
        assertThat(seen(part)).isEmpty();
    }

    @Test
    default void aNetworkThatIsNotThereIsNamed() {
        var part = sample("web").network(plane() + "-nowhere").build();

        var failure = failure(EngineFailure.Absent.class, "NetworkNotFound", () -> engine().create(part));

        assertThat(failure.getMessage()).contains(plane() + "-nowhere");
        assertThat(seen(part).map(SeenInstance::well)).isNotEqualTo(Optional.of(true));
    }

    @Test
    default void aSecondNetworkThatIsNotThereIsNamedAndDoesNotStart() {
        var net = new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
        engine().create(net);
        var part = sample("web").network(net.name()).network(plane() + "-nowhere").build();

        failure(EngineFailure.Absent.class, "NetworkNotFound", () -> engine().create(part));

        assertThat(seen(part).map(SeenInstance::well)).isNotEqualTo(Optional.of(true));
    }
}
