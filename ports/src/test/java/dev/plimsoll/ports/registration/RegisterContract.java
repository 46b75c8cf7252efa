package dev.plimsoll.ports.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every register promises, in the words of Scalelite's API. An adapter's test extends this class and supplies a subject: the other side, which can be written to by hand and made to fail.
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
public abstract class RegisterContract {
    private static final String ONE = "https://bbb-1.example.org/bigbluebutton/api";
    private static final String OTHER = "https://bbb-2.example.org/bigbluebutton/api?x=\"y\"&z=ü";
    private RegisterSubject subject;
    private Registers.Access access;
    private Register register;

    protected abstract RegisterSubject subject() throws Exception;

    @BeforeEach
    void open() throws Exception {
        subject = subject();
        access = new Registers.Access(new Key(Kind.REGISTRATION, "default", "bbb"), RegistrationSpec.of(Preset.SCALELITE, "bbb", "{address}", subject.address(), "scalelite"), "plimsoll:p/default/bbb",
            Map.of("api", new SecretText("balancers-own"), "server", new SecretText("shared\"with\\servers")));
        register = subject.open(access);
    }

    @AfterEach
    void close() throws Exception {
        register.close();
        subject.close();
    }

    @Test
    void aRegisterWithoutEntriesHasNone() {
        assertThat(register.list()).isEmpty();
    }

    @Test
    void anEntryIsAddedEnabledDrainedAndRemoved() {
        add(ONE);
        add(OTHER);
        assertThat(register.list()).extracting(RegisterEntry::key).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(enabled(ONE)).isFalse();

        register.enable(entry(ONE));
        assertThat(enabled(ONE)).isTrue();
        assertThat(enabled(OTHER)).isFalse();
        register.enable(entry(ONE));
        assertThat(enabled(ONE)).as("enabled twice").isTrue();

        register.drain(entry(ONE));
        assertThat(enabled(ONE)).isFalse();

        var gone = entry(ONE);
        register.remove(gone);
        assertThat(register.list()).extracting(RegisterEntry::key).containsExactly(OTHER);
        register.remove(gone);
        assertThat(register.list()).as("removed twice").extracting(RegisterEntry::key).containsExactly(OTHER);
    }

    @Test
    void whatIsUnderWayIsTold() {
        add(ONE);
        register.enable(entry(ONE));
        subject.load(ONE, 3);
        register.drain(entry(ONE));
        assertThat(access.spec().calls().list().idle(entry(ONE))).isFalse();

        subject.load(ONE, 0);
        assertThat(access.spec().calls().list().idle(entry(ONE))).isTrue();
    }

    @Test
    void whatSomebodyElseMadeIsListedAsWell() {
        subject.put("https://by.hand.example.org/api");
        add(ONE);
        assertThat(register.list()).extracting(RegisterEntry::key).containsExactlyInAnyOrder("https://by.hand.example.org/api", ONE);
    }

    @Test
    void aChangeWhoseAnswerIsLostIsUnreachableAndDone() {
        subject.loseNextAnswer();
        assertThatThrownBy(() -> add(ONE)).isInstanceOf(RegisterFailure.Unreachable.class);
        assertThat(register.list()).extracting(RegisterEntry::key).containsExactly(ONE);
    }

    @Test
    void aCallThatIsNotAnsweredIsUnreachable() {
        subject.silenceNext();
        assertThatThrownBy(() -> register.list()).isInstanceOf(RegisterFailure.Unreachable.class);
        assertThat(register.list()).isEmpty();
    }

    @Test
    void tooManyCallsSayWhenToComeBack() {
        subject.throttleNext();
        assertThatThrownBy(() -> register.list()).isInstanceOfSatisfying(RegisterFailure.Throttled.class, f -> assertThat(f.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(1))));
    }

    @Test
    void anEntryThatIsNotThereCannotBeEnabled() {
        add(ONE);
        var nobodys = new RegisterEntry("no-such-entry", ONE, "disabled", "", "");
        assertThatThrownBy(() -> register.enable(nobodys)).isInstanceOf(RegisterFailure.Rejected.class);
        assertThat(enabled(ONE)).isFalse();
    }

    private void add(String key) {
        var places = new HashMap<>(access.places());
        places.putAll(Map.of("key", key, "address", "192.0.2.1", "port", "80", "slot", "1", "instance", "bbb-1"));
        register.add(places);
    }

    private RegisterEntry entry(String key) {
        List<RegisterEntry> found = register.list().stream().filter(e -> e.key().equals(key)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private boolean enabled(String key) {
        return access.spec().calls().list().enabled(entry(key));
    }
}
