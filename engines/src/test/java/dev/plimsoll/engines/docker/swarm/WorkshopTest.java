package dev.plimsoll.engines.docker.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.Build;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import dev.plimsoll.ports.Tar;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// Two engines: one that a Swarm's tasks would run on, and one that builds for it.
@Tag("docker")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkshopTest {
    private static final String PLANE = "plimsoll-test-workshop";

    private static Lab lab;
    private static SwarmEngine engine;

    @BeforeAll
    @Timeout(180)
    static void boot() {
        lab = new Lab(2);
        engine = new SwarmEngine(new SwarmEngine.Access(List.of(manager().engine()), _ -> Optional.empty(), Optional.of(workshop().engine())), Logins.NONE, Clock.systemUTC());
    }

    @AfterAll
    static void shutDown() {
        engine.close();
        lab.close();
    }

    @Test
    void whatIsBuiltThereIsAtTheManagerAndStaysNowhereElse() {
        var lines = new ArrayList<String>();
        var built = engine.images().build(request("fresh", "exit 0"), lines::add);

        assertThat(built.tags()).containsExactly(tag("fresh"));
        assertThat(lines).anyMatch(line -> line.contains("built here"));
        assertThat(has(manager(), tag("fresh"))).isTrue();
        assertThat(has(workshop(), tag("fresh"))).isFalse();
    }

    @Test
    void whatTheWorkshopHasForItselfItKeeps() {
        workshop().wire().ask(Call.post("tag", Route.to("/images/{}/tag", BusyboxImage.TAG).with("repo", PLANE + "/kept").with("tag", "1")));

        var built = engine.images().build(request("kept", "exit 0"), _ -> { });

        assertThat(built.id()).isEqualTo(lab.busybox());
        assertThat(has(workshop(), tag("kept"))).isTrue();
    }

    @Test
    void aFailedBuildTellsItsLinesAndLeavesNothing() {
        assertThatThrownBy(() -> engine.images().build(request("broken", "exit 3"), _ -> { })).isInstanceOfSatisfying(EngineFailure.Rejected.class,
            failure -> assertThat(failure.lastLines()).anyMatch(line -> line.contains("built here")));
        assertThat(has(manager(), tag("broken"))).isFalse();
        assertThat(has(workshop(), tag("broken"))).isFalse();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutItTheManagerBuilds() {
        lab.powerOff(workshop());

        assertThat(engine.images().build(request("alone", "exit 0"), _ -> { }).tags()).containsExactly(tag("alone"));
        assertThat(has(manager(), tag("alone"))).isTrue();
    }

    private static Lab.Machine manager() {
        return lab.machine(1);
    }

    private static Lab.Machine workshop() {
        return lab.machine(2);
    }

    private static boolean has(Lab.Machine machine, String tag) {
        return machine.wire().find(Call.get("inspect " + tag, Route.to("/images/{}/json", tag))).isPresent();
    }

    private static String tag(String name) {
        return PLANE + "/" + name + ":1";
    }

    private static Images.BuildRequest request(String name, String end) {
        var dockerfile = "FROM " + BusyboxImage.TAG + "\nRUN echo built here && " + end + "\n";
        var build = new Build("0".repeat(64), Optional.of("Dockerfile"), Map.of(), null, Map.of(), null, Optional.of("none"), null, null, false, true);
        return new Images.BuildRequest(tag(name), Map.of(Stamp.PLANE, PLANE), build, new ByteArrayInputStream(Tar.of(Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8)))));
    }
}
