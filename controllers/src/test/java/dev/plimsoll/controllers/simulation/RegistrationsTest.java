package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.RegistrationStatus;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.registration.SimulatedRegister;
import dev.plimsoll.ports.simulated.registration.SimulatedRegister.Trouble;
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

class RegistrationsTest {
    private static final String URL = "https://lb.example.org";
    private static final Key REGISTRATION = new Key(Kind.REGISTRATION, "default", "bbb");
    private static final Key COMPONENT = Scenario.component("conference-bbb");
    private Scenario scenario;
    private SimulatedRegister register;

    @BeforeEach
    void begin() throws InterruptedException {
        begin(7);
    }

    private void begin(long seed) throws InterruptedException {
        if (scenario != null) {
            scenario.close();
        }
        scenario = new Scenario(SimulatedSettings.stepped(seed));
        register = scenario.platform.registers.at(URL);
        scenario.applied("scalelite", new SecretSpec(Map.of("api", "one", "server", "two")));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static RegistrationSpec spec(String key) {
        return new RegistrationSpec("bbb", Optional.of("conference"), 0, key, URL, Optional.of("scalelite"), Optional.of(Preset.SCALELITE), null, Duration.ofMinutes(5), null, 120, false);
    }

    private void running(int replicas) throws InterruptedException {
        running("app:1", replicas);
    }

    private void running(String image, int replicas) throws InterruptedException {
        scenario.applied("conference", Map.of("bbb", ComponentSpec.ofImage(image).withReplicas(replicas)));
    }

    private List<String> enabled() {
        return register.entries().stream().filter(e -> e.state().equals("enabled")).map(RegisterEntry::key).sorted().toList();
    }

    private List<String> keys() {
        return register.entries().stream().map(RegisterEntry::key).sorted().toList();
    }

    private boolean level() {
        return scenario.platform.store.get(REGISTRATION).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent();
    }

    @Test
    void instancesAreRegisteredAsTheyComeAndGo() throws InterruptedException {
        register.put("https://by.hand.example.org", "enabled");
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        assertThat(scenario.states(REGISTRATION, "ReferenceNotFound")).contains("component/conference-bbb");

        running(3);
        scenario.until(() -> level() && enabled().size() == 4);
        assertThat(enabled()).containsExactly("https://bbb-1.example.org", "https://bbb-2.example.org", "https://bbb-3.example.org", "https://by.hand.example.org");
        assertThat(scenario.resource(REGISTRATION).status(RegistrationStatus.class).others()).isEqualTo(1);

        running(1);
        scenario.until(() -> level() && keys().size() == 2);
        assertThat(keys()).containsExactly("https://bbb-1.example.org", "https://by.hand.example.org");

        scenario.deleted(REGISTRATION);
        scenario.gone(REGISTRATION);
        assertThat(keys()).as("ours went, and nobody else's").containsExactly("https://by.hand.example.org");
    }

    @Test
    void anInstanceIsStoppedOnlyWhenItIsOutOfTheRegister() throws InterruptedException {
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        running(1);
        scenario.until(() -> level() && enabled().size() == 1);
        register.load("https://bbb-1.example.org", 12);

        running(0);
        assertThat(scenario.states(COMPONENT, "Draining")).contains("registration/bbb has https://bbb-1.example.org still");
        scenario.platform.pass(Duration.ofMinutes(2));
        assertThat(register.entries()).singleElement().matches(e -> e.state().equals("cordoned"), "gets nothing new");
        assertThat(scenario.instances("bbb")).singleElement().matches(i -> i.state() == SeenInstance.State.RUNNING);

        register.load("https://bbb-1.example.org", 0);
        scenario.until(() -> scenario.instances("bbb").isEmpty());
        assertThat(register.entries()).as("out before it was stopped").isEmpty();
    }

    @Test
    void whatNeverEndsHoldsAnInstanceNoLongerThanDeclared() throws InterruptedException {
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        running(1);
        scenario.until(() -> level() && enabled().size() == 1);
        register.load("https://bbb-1.example.org", 12);
        var began = scenario.platform.world.clock().instant();

        running(0);
        scenario.until(() -> scenario.instances("bbb").isEmpty());
        assertThat(Duration.between(began, scenario.platform.world.clock().instant())).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
        scenario.until(() -> register.entries().isEmpty());
        assertThat(register.entries()).isEmpty();
    }

    @Test
    void anApiThatIsSilentHoldsNobodyUpForEver() throws InterruptedException {
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        running(1);
        scenario.until(() -> level() && enabled().size() == 1);
        IntStream.range(0, 1_000).forEach(_ -> register.meet(Trouble.SILENT));

        running(0);
        scenario.until(() -> scenario.instances("bbb").isEmpty());
        assertThat(scenario.instances("bbb")).isEmpty();
        register.calm();
        scenario.until(() -> register.entries().isEmpty());
        assertThat(register.entries()).as("and it is made up for").isEmpty();
    }

    @Test
    void whatSomebodyElseHasIsLeftAlone() throws InterruptedException {
        var foreign = register.put("https://bbb-1.example.org", "disabled");
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        running(1);
        assertThat(scenario.states(REGISTRATION, "Taken")).contains("https://bbb-1.example.org");
        scenario.deleted(REGISTRATION);
        scenario.gone(REGISTRATION);
        assertThat(register.entries()).extracting(RegisterEntry::id, RegisterEntry::state).containsExactly(org.assertj.core.groups.Tuple.tuple(foreign.id(), "disabled"));
    }

    @Test
    void anotherKeyOrAddressMovesTheEntries() throws InterruptedException {
        scenario.applied("bbb", spec("https://bbb-{slot}.example.org"));
        running(2);
        scenario.until(() -> level() && enabled().size() == 2);
        scenario.applied("bbb", spec("https://new-{slot}.example.org"));
        scenario.until(() -> level() && keys().equals(List.of("https://new-1.example.org", "https://new-2.example.org")));
        assertThat(keys()).containsExactly("https://new-1.example.org", "https://new-2.example.org");

        scenario.applied("bbb", spec("https://new-{slot}.example.org").at("https://other.example.org"));
        scenario.until(() -> level() && scenario.platform.registers.at("https://other.example.org").entries().size() == 2);
        assertThat(register.entries()).as("nothing stays behind").isEmpty();
        assertThat(scenario.platform.registers.at("https://other.example.org").entries()).allMatch(e -> e.state().equals("enabled"));
    }

    /// Lost answers, late effects, hands that write to the register, instances that die: afterwards it is level, of each instance there is one entry, and nobody else's was touched.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverHappensItBecomesLevel(long seed) throws InterruptedException {
        begin(seed);
        var random = new Random(seed);
        var foreign = IntStream.range(0, 3).mapToObj(n -> register.put("https://foreign-" + n, n == 0 ? "disabled" : "enabled")).map(RegisterEntry::id).toList();
        scenario.applied("bbb", spec(seed % 2 == 0 ? "https://bbb-{slot}.example.org" : "https://{instance}.example.org"));
        for (int act = 0; act < 40; act++) {
            switch (random.nextInt(6)) {
                case 0 -> running(random.nextInt(5));
                case 1 -> running("app:" + (1 + random.nextInt(3)), 1 + random.nextInt(4));
                case 2 -> scenario.instances("bbb").stream().skip(random.nextInt(3)).findFirst().ifPresent(i -> scenario.platform.world.hand().delete(i.id()));
                case 3 -> register.entries().stream().filter(e -> !foreign.contains(e.id())).skip(random.nextInt(3)).findFirst().ifPresent(e -> register.take(e.id()));
                default -> IntStream.range(0, 1 + random.nextInt(4)).forEach(_ -> register.meet(Trouble.values()[random.nextInt(4)]));
            }
            scenario.platform.pass(Duration.ofSeconds(random.nextInt(60)));
        }
        register.calm();
        running(3);
        scenario.until(() -> level() && register.entries().size() == 6 && scenario.instances("bbb").size() == 3);
        scenario.platform.pass(Duration.ofMinutes(5));

        assertThat(level()).as("%s", scenario.resource(REGISTRATION).status()).isTrue();
        assertThat(register.entries()).as("seed %d", seed).hasSize(6).extracting(RegisterEntry::key).doesNotHaveDuplicates();
        assertThat(register.entries().stream().filter(e -> foreign.contains(e.id())).map(RegisterEntry::state)).containsExactly("disabled", "enabled", "enabled");
        assertThat(enabled()).hasSize(5);
    }
}
