package dev.plimsoll.ports.simulated.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes wrong in simulated clouds goes wrong as it does in real ones.
class SimulatedCloudTest {
    private static final String PLANE = "plane";

    private final SimulatedWorld world = SimulatedWorld.stepped(7);
    private final Site site = world.clouds().site();
    private final Cloud cloud = Opened.cloud(world);

    @AfterEach
    void close() {
        world.close();
    }

    private static CloudPart.Machine machine(String operation) {
        var stamp = new CloudStamp(PLANE, new Key(Kind.MACHINE, "default", "web-1"), "uid", "hash", operation);
        return new CloudPart.Machine("web-1", stamp, Optional.empty(), "tiny", "debian-12", List.of(), List.of(), List.of(), new SecretText(""), Map.of());
    }

    private void pass(Duration time) {
        world.advanceTo(world.clock().instant().plus(time));
    }

    private List<CloudObject> listed() {
        return cloud.list(PLANE, CloudKind.MACHINE);
    }

    @Test
    void a_lost_reply_leaves_a_machine() {
        site.faults().once(CloudCall.CREATE, CloudFault.REPLY_LOST);

        assertThatThrownBy(() -> cloud.create(machine("a"))).isInstanceOfSatisfying(CloudFailure.class, f -> assertThat(f.mayHaveHappened()).isTrue());

        assertThat(listed()).hasSize(1);
    }

    @Test
    void who_asks_again_before_listings_show_it_makes_a_twin() {
        site.hand().lag(Duration.ofMinutes(1));
        cloud.create(machine("a"));
        cloud.create(machine("a"));

        assertThat(site.hand().everything()).hasSize(2);
        pass(Duration.ofMinutes(1));
        assertThat(listed()).hasSize(2);
    }

    @Test
    void what_is_gone_is_shown_for_a_while() {
        cloud.create(machine("a"));
        var machine = listed().getFirst();
        site.hand().lag(Duration.ofMinutes(10));

        site.hand().delete(machine.id());

        assertThat(site.hand().everything()).isEmpty();
        assertThat(listed()).hasSize(1);
        pass(Duration.ofMinutes(10));
        assertThat(listed()).isEmpty();
    }

    @Test
    void a_build_that_fails_says_why() {
        site.faults().once(CloudCall.CREATE, CloudFault.BUILD_FAILS);
        cloud.create(machine("a"));
        assertThat(listed().getFirst().phase()).isEqualTo(new CloudPhase.Pending("BUILD"));

        pass(Duration.ofMinutes(1));

        assertThat(listed().getFirst().phase()).isInstanceOfSatisfying(CloudPhase.Failed.class, f -> assertThat(f.reason()).contains("Exhausted all hosts"));
    }

    @Test
    void a_removal_that_hangs_goes_on_when_it_is_unblocked() {
        cloud.create(machine("a"));
        var ref = CloudRef.to(listed().getFirst());
        site.faults().once(CloudCall.REMOVE, CloudFault.REMOVE_HANGS);
        cloud.remove(PLANE, ref);
        pass(Duration.ofDays(1));
        assertThat(listed().getFirst().phase()).isEqualTo(CloudPhase.LEAVING);

        site.hand().unblockRemovals();

        assertThat(listed()).isEmpty();
    }

    @Test
    void quotas_hold_and_throttles_name_their_pause() {
        site.hand().quota(CloudKind.MACHINE, 1);
        cloud.create(machine("a"));
        assertThatThrownBy(() -> cloud.create(machine("b"))).isInstanceOf(CloudFailure.NoCapacity.class).hasMessageContaining("Quota exceeded");

        site.faults().once(CloudCall.LIST, CloudFault.THROTTLED);
        assertThatThrownBy(this::listed).isInstanceOfSatisfying(CloudFailure.Throttled.class, f -> assertThat(f.retryAfter()).contains(Duration.ofMinutes(1)));
    }
}
