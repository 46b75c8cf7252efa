package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.AnnouncementStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.announcement.SimulatedEtcd;
import dev.plimsoll.ports.simulated.announcement.SimulatedEtcd.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementsTest {
    private static final String ENDPOINT = "https://etcd.example.org:2379";
    private static final Key ANNOUNCEMENT = new Key(Kind.ANNOUNCEMENT, "default", "etcd");
    private Scenario scenario;
    private SimulatedEtcd etcd;

    @BeforeEach
    void begin() throws InterruptedException {
        begin(7);
    }

    private void begin(long seed) throws InterruptedException {
        if (scenario != null) {
            scenario.close();
        }
        scenario = new Scenario(SimulatedSettings.stepped(seed));
        etcd = scenario.platform.etcds.at(ENDPOINT);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void running(int replicas) throws InterruptedException {
        running("app:1", replicas);
    }

    private void running(String image, int replicas) throws InterruptedException {
        var port = new Port(8080, "tcp", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage(image).withReplicas(replicas).withPorts(List.of(port))));
    }

    /// Keys of instances, by the names of their containers.
    private List<String> announced() {
        return etcd.everything().keySet().stream().filter(k -> k.startsWith("/services/shop-web/")).map(k -> k.substring("/services/shop-web/".length())).toList();
    }

    private List<String> containers() {
        return scenario.instances("web").stream().map(i -> i.name()).sorted().toList();
    }

    private boolean level() {
        return scenario.platform.store.get(ANNOUNCEMENT).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent();
    }

    private boolean follows(int count) {
        return level() && announced().size() == count && announced().equals(containers());
    }

    @Test
    void keysComeAndGoWithInstancesAndForeignOnesStay() throws InterruptedException {
        etcd.put("/services/shop-web/by-hand", "foreign");
        etcd.put("/services/other/1", "foreign");
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT));
        running(3);
        scenario.until(() -> announced().size() == 4 && level() && scenario.resource(ANNOUNCEMENT).status(AnnouncementStatus.class).keys() == 3);
        assertThat(announced()).containsAll(containers()).contains("by-hand");
        assertThat(etcd.everything().get("/services/shop-web/" + containers().getFirst())).startsWith("{\"host\":").contains("\"port\":8080", "\"component\":\"web\"");
        assertThat(scenario.resource(ANNOUNCEMENT).status(AnnouncementStatus.class)).matches(s -> s.keys() == 3 && s.others() == 2, "3 of ours and 2 others");

        running(1);
        scenario.until(() -> announced().size() == 2 && level());
        scenario.deleted(ANNOUNCEMENT);
        scenario.gone(ANNOUNCEMENT);
        assertThat(etcd.everything()).containsOnly(Map.entry("/services/shop-web/by-hand", "foreign"), Map.entry("/services/other/1", "foreign"));
    }

    @Test
    void whatIsChangedByHandIsPutRight() throws InterruptedException {
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT));
        running(2);
        scenario.until(() -> follows(2));
        etcd.remove("/services/shop-web/" + announced().getFirst());
        scenario.platform.pass(Duration.ofMinutes(3));
        assertThat(announced()).isEqualTo(containers());

        var key = "/services/shop-web/" + announced().getFirst();
        etcd.put(key, "mine now");
        assertThat(scenario.states(ANNOUNCEMENT, "Taken")).startsWith(key);
        scenario.platform.pass(Duration.ofMinutes(10));
        assertThat(etcd.everything()).containsEntry(key, "mine now");
        etcd.remove(key);
        scenario.until(() -> follows(2));
        assertThat(announced()).isEqualTo(containers());
    }

    @Test
    void keysLastWhileWeAreThereAndNotMuchLonger() throws InterruptedException {
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofSeconds(30)));
        running(2);
        scenario.until(() -> follows(2));
        scenario.platform.pass(Duration.ofHours(2));
        assertThat(announced()).as("renewed").isEqualTo(containers());

        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofMinutes(1)));
        scenario.platform.pass(Duration.ofMinutes(5));
        assertThat(announced()).as("they hang on the longer one").isEqualTo(containers());

        scenario.platform.world.advanceTo(scenario.platform.world.clock().instant().plusSeconds(61));
        assertThat(etcd.everything()).as("nobody renewed them").isEmpty();
        scenario.until(() -> follows(2));
        assertThat(announced()).isEqualTo(containers());
    }

    @Test
    void anotherPrefixLetsTheFormerKeysRunOut() throws InterruptedException {
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofMinutes(5)));
        running(1);
        scenario.until(() -> follows(1));
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withPrefix("/apps/").withTtl(Duration.ofMinutes(5)));
        scenario.platform.pass(Duration.ofMinutes(6));
        assertThat(etcd.everything().keySet()).containsExactly("/apps/shop-web/" + containers().getFirst());
    }

    @Test
    void aSecretThatIsMissingIsWaitedFor() throws InterruptedException {
        running(1);
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withSecret("etcd"));
        assertThat(scenario.states(ANNOUNCEMENT, "ReferenceNotFound")).contains("secret/etcd");
        scenario.applied("etcd", new SecretSpec(Map.of("user", "plimsoll", "password", "secret")));
        scenario.until(() -> follows(1));
        assertThat(announced()).isEqualTo(containers());
    }

    @Test
    void anEtcdThatIsGoneDoesNotKeepAnAnnouncementForEver() throws InterruptedException {
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofMinutes(5)));
        running(1);
        scenario.until(() -> follows(1));
        IntStream.range(0, 1_000).forEach(_ -> etcd.meet(Trouble.SILENT));
        scenario.deleted(ANNOUNCEMENT);
        scenario.platform.pass(Duration.ofMinutes(4));
        assertThat(scenario.states(ANNOUNCEMENT, "ApiUnreachable")).contains("does not answer");
        scenario.gone(ANNOUNCEMENT);
        assertThat(etcd.everything()).as("it ran out").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverHappensItIsLevelInTheEnd(long seed) throws InterruptedException {
        begin(seed);
        var random = new Random(seed);
        etcd.put("/services/shop-web/by-hand", "foreign");
        scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofMinutes(1)));
        for (int i = 0; i < 25; i++) {
            switch (random.nextInt(5)) {
                case 0 -> running("app:" + random.nextInt(3), random.nextInt(5));
                case 1 -> IntStream.range(0, random.nextInt(8)).forEach(_ -> etcd.meet(random.nextBoolean() ? Trouble.SILENT : Trouble.LOST));
                case 2 -> announced().stream().filter(k -> !k.equals("by-hand")).findAny().ifPresent(k -> etcd.remove("/services/shop-web/" + k));
                case 3 -> scenario.applied("etcd", AnnouncementSpec.at(ENDPOINT).withTtl(Duration.ofSeconds(20 + random.nextInt(3) * 60)));
                default -> scenario.platform.pass(Duration.ofSeconds(random.nextInt(200)));
            }
            assertThat(etcd.everything()).containsEntry("/services/shop-web/by-hand", "foreign");
        }
        etcd.calm();
        running("app:9", 3);
        scenario.until(() -> level() && announced().size() == 4 && containers().size() == 3 && announced().containsAll(containers()));
        assertThat(announced()).hasSize(4).containsAll(containers()).contains("by-hand");
    }
}
