package dev.plimsoll.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.clouds.openstack.small.Fault;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes wrong between us and an OpenStack, and what is left of it.
class OpenStackTroubleTest {
    private static final String PLANE = "plane";
    private static final String MAKE = "POST /compute/v2.1/servers";
    private static final String LIST = "GET /compute/v2.1/servers/detail";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SmallRegion region = SmallRegion.opened(now::get);

    @AfterEach
    void close() {
        region.close();
    }

    static CloudStamp stamp(Kind kind, String name, String operation) {
        return new CloudStamp(PLANE, new Key(kind, "default", name), "uid", "0123456789abcdef", operation);
    }

    static CloudPart.Machine machine(String operation, String flavor, String userData) {
        return new CloudPart.Machine("web-1", stamp(Kind.MACHINE, "web-1", operation), Optional.empty(), flavor, "debian-12", List.of(new CloudPart.Interface("private", Optional.empty())), List.of(), List.of(),
            new SecretText(userData), Map.of());
    }

    private static CloudPart.Machine machine(String operation) {
        return machine(operation, "m1.tiny", "");
    }

    private List<CloudObject> listed() {
        return region.cloud().list(PLANE, CloudKind.MACHINE);
    }

    private static <F extends CloudFailure> F fails(Class<F> failure, ThrowingCallable doing) {
        var thrown = catchThrowableOfType(failure, doing);
        assertThat(thrown).isNotNull();
        return thrown;
    }

    @Test
    void a_token_is_renewed_before_it_ends() {
        region.small().tokensLast(Duration.ofMinutes(10));
        listed();
        now.set(now.get().plus(Duration.ofMinutes(7)));
        region.small().heard();
        listed();
        assertThat(region.small().heard()).doesNotContain("POST /identity/v3/auth/tokens");

        now.set(now.get().plus(Duration.ofMinutes(2)));
        listed();
        listed();

        assertThat(region.small().heard()).containsOnlyOnce("POST /identity/v3/auth/tokens");
    }

    @Test
    void a_token_that_is_not_taken_any_more_is_renewed_once() {
        listed();
        region.small().revoke();
        region.small().heard();

        listed();
        assertThat(region.small().heard()).containsExactly(LIST, "POST /identity/v3/auth/tokens", "GET /compute/v2.1/", LIST);

        region.small().trouble(Fault.answer(LIST, 401, "{\"error\": {\"message\": \"no\"}}"));
        region.small().trouble(Fault.answer(LIST, 401, "{\"error\": {\"message\": \"no\"}}"));
        assertThat(fails(CloudFailure.Denied.class, this::listed).code()).isEqualTo("WrongCredentials");
    }

    @Test
    void who_is_asked_to_wait_is_told_for_how_long() {
        region.small().trouble(Fault.throttled(LIST, 429, "7"));
        assertThat(fails(CloudFailure.Throttled.class, this::listed).retryAfter()).contains(Duration.ofSeconds(7));
        region.small().trouble(Fault.throttled(LIST, 413, "8"));
        assertThat(fails(CloudFailure.Throttled.class, this::listed).retryAfter()).contains(Duration.ofSeconds(8));
        region.small().trouble(Fault.throttled(LIST, 503, "9"));
        assertThat(fails(CloudFailure.Throttled.class, this::listed).retryAfter()).contains(Duration.ofSeconds(9));
        region.small().trouble(Fault.throttled(LIST, 429, "Fri, 31 Dec 2100 23:59:59 GMT"));
        assertThat(fails(CloudFailure.Throttled.class, this::listed).retryAfter()).contains(Duration.ofHours(1));
        region.small().trouble(Fault.answer(LIST, 429, "slow down"));
        assertThat(fails(CloudFailure.Throttled.class, this::listed)).hasMessageContaining("slow down").satisfies(f -> assertThat(f.retryAfter()).isEmpty());
        region.small().trouble(Fault.answer(LIST, 503, "<html><body><h1>503 Service Unavailable</h1>No server is available</body></html>"));
        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessage("cannot list machines: 503 Service Unavailable No server is available");
    }

    @Test
    void a_lost_reply_makes_no_second_machine() {
        region.small().trouble(Fault.replyLost(MAKE));
        assertThat(fails(CloudFailure.Unreachable.class, () -> region.cloud().create(machine("a"))).mayHaveHappened()).isTrue();
        assertThat(region.cloud().create(machine("a"))).isEqualTo(listed().getFirst().id());

        region.small().trouble(Fault.doneButBroken(MAKE));
        assertThat(fails(CloudFailure.Broken.class, () -> region.cloud().create(machine("b"))).mayHaveHappened()).isTrue();
        region.cloud().create(machine("b"));

        assertThat(listed()).extracting(o -> o.stamp().operation()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void what_cannot_be_understood_is_no_answer() {
        region.small().trouble(Fault.answer(LIST, 200, "{\"servers\": [{\"id\": \"1\""));
        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessageContaining("cannot be understood");
        region.small().trouble(Fault.answer(LIST, 200, "<html>Welcome to the hotel's network</html>"));
        fails(CloudFailure.Unreachable.class, this::listed);
        region.small().trouble(Fault.answer(LIST, 200, "{\"flavors\": []}"));
        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessageContaining("no servers");
        region.small().trouble(Fault.answer(LIST, 200, "{\"servers\": [" + " ".repeat(33 << 20) + "]}"));
        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessageContaining("larger than 32 MiB");
    }

    @Test
    void a_listing_without_end_ends() {
        var circle = "{\"servers\": [], \"servers_links\": [{\"rel\": \"next\", \"href\": \"http://x/servers/detail?marker=1\"}]}";
        region.small().trouble(Fault.answer(LIST, 200, circle));
        region.small().trouble(Fault.answer(LIST, 200, circle));

        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessageContaining("no end");
    }

    /// Else their machines would look as if they were gone, and others would be made in their place.
    @Test
    void a_silent_part_of_the_cloud_is_not_taken_for_an_empty_one() {
        region.cloud().create(machine("a"));
        region.small().trouble(Fault.answer(LIST, 200, "{\"servers\": [{\"id\": \"1\", \"status\": \"UNKNOWN\", \"tenant_id\": \"x\"}]}"));

        assertThat(fails(CloudFailure.Unreachable.class, this::listed)).hasMessageContaining("nothing is known of 1 machines");
    }

    @Test
    void another_tenants_machine_is_not_ours_whatever_it_carries() {
        var id = region.cloud().create(machine("a"));
        region.small().nova().server(id).put("tenant_id", "somebody-elses");

        assertThat(listed()).isEmpty();
    }

    @Test
    void sizes_and_addresses_that_cannot_be_are_left_out() {
        region.small().trouble(Fault.answer("GET /compute/v2.1/flavors/detail", 200, "{\"flavors\": [{\"id\": \"1\", \"name\": \"negative\", \"vcpus\": -1, \"ram\": 1, \"disk\": 1},"
            + "{\"id\": \"2\", \"name\": \"huge\", \"vcpus\": 1, \"ram\": 9223372036854775807, \"disk\": 1}, {\"id\": \"3\", \"name\": \"right\", \"vcpus\": 1, \"ram\": 1, \"disk\": 1}]}"));
        assertThat(region.cloud().facts().flavors()).singleElement().satisfies(f -> assertThat(f.name()).isEqualTo("right"));

        var server = region.small().nova().server(region.cloud().create(machine("a")));
        listed();
        server.putObject("addresses").putArray("inside").addObject().put("addr", "$(reboot)");
        server.withArray("/addresses/inside").addObject().put("addr", "10.0.0.1").put("OS-EXT-IPS:type", "fixed");
        server.withArray("/addresses/inside").addObject().put("addr", "198.51.100.7").put("OS-EXT-IPS:type", "fixed");
        assertThat((CloudObject.Machine) listed().getFirst()).satisfies(m -> {
            assertThat(m.addresses()).containsExactly("10.0.0.1", "198.51.100.7");
            assertThat(m.publicAddresses()).containsExactly("198.51.100.7");
        });
    }

    @Test
    void more_machines_than_a_page_has_are_all_listed_once() {
        for (int i = 0; i < 7; i++) {
            region.cloud().create(machine("m" + i));
        }

        assertThat(listed()).extracting(o -> o.stamp().operation()).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4", "m5", "m6");
    }

    @Test
    void quotas_and_places_are_told_apart() {
        for (int i = 0; i < 10; i++) {
            region.cloud().create(machine("m" + i));
        }
        var full = fails(CloudFailure.NoCapacity.class, () -> region.cloud().create(machine("m10")));
        assertThat(full.code()).isEqualTo("QuotaExceeded");
        assertThat(full).hasMessage("cannot make machine web-1: Quota exceeded for instances: Requested 1, but already used 10 of 10 instances");
        region.small().trouble(Fault.answer(MAKE, 500, "{\"computeFault\": {\"message\": \"No valid host was found.\"}}"));
        assertThat(fails(CloudFailure.NoCapacity.class, () -> region.cloud().create(machine("m10"))).code()).isEqualTo("NoHost");
    }

    @Test
    void a_machine_that_fits_nowhere_has_failed_in_the_clouds_own_words() {
        region.cloud().create(machine("a", "x.never-fits", ""));
        listed();

        assertThat(listed().getFirst().phase()).isEqualTo(new CloudPhase.Failed("No valid host was found.", true));
    }

    @Test
    void user_data_is_not_repeated_in_messages() {
        var refused = fails(CloudFailure.Rejected.class, () -> region.cloud().create(machine("a", "m1.tiny", "secret".repeat(200))));

        assertThat(refused).hasMessage("cannot make machine web-1: Invalid input for field/attribute user_data is not taken");
        assertThat(fails(CloudFailure.Rejected.class, () -> region.cloud().create(machine("a", "m1.tiny", "s".repeat(50_000)))).code()).isEqualTo("UserDataTooLarge");
    }

    @Test
    void what_a_policy_forbids_to_remove_is_protected() {
        var ref = new CloudRef(CloudKind.MACHINE, region.cloud().create(machine("a")));
        region.small().trouble(Fault.answer("DELETE .*", 403, "{\"forbidden\": {\"message\": \"Policy doesn't allow os_compute_api:servers:delete to be performed.\"}}"));
        assertThat(fails(CloudFailure.Rejected.class, () -> region.cloud().remove(PLANE, ref)).code()).isEqualTo("Protected");
        region.small().trouble(Fault.answer("DELETE .*", 409, "{\"conflictingRequest\": {\"message\": \"Instance " + ref.id() + " is locked\"}}"));
        assertThat(fails(CloudFailure.Rejected.class, () -> region.cloud().remove(PLANE, ref)).code()).isEqualTo("Protected");
        region.small().trouble(Fault.answer(MAKE, 403, "{\"forbidden\": {\"message\": \"Policy doesn't allow it.\"}}"));
        assertThat(fails(CloudFailure.Denied.class, () -> region.cloud().create(machine("b"))).code()).isEqualTo("Forbidden");
    }
}
