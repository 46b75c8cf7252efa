package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every cloud promises. An adapter's test extends this class and opens a [CloudSubject]; it then runs all parts of the suite. Each test has a control plane of its own,
/// whose objects are removed afterwards, and looks at the world through listings. What a cloud cannot do ([dev.plimsoll.model.cloud.CloudFacts#abilities]) is not used; the
/// suite checks instead that asking for it is refused politely.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class CloudContract implements CloudMachineContract, CloudForeignContract, CloudNetworkContract, CloudFirewallContract {
    /// The order in which things can go: those that use others first.
    private static final List<CloudKind> GOING = List.of(CloudKind.FLOATING_IP, CloudKind.MACHINE, CloudKind.FIREWALL, CloudKind.NETWORK, CloudKind.KEY);

    private String plane;
    private CloudSubject subject;

    /// A cloud to be tested. Called before each test.
    protected abstract CloudSubject open();

    @BeforeEach
    void openSubject() {
        plane = "plimsoll-test-" + random();
        subject = open();
    }

    @AfterEach
    void removeEverything() {
        try (var closing = subject) {
            GOING.forEach(kind -> eventually("nothing left of " + kind.word(), () -> {
                closing.cloud().list(plane, kind).forEach(object -> {
                    try {
                        closing.cloud().remove(plane, CloudRef.to(object));
                    } catch (CloudFailure.NotReady later) {
                        // The next look asks again.
                    }
                });
                return closing.cloud().list(plane, kind).isEmpty() ? Optional.of(true) : Optional.empty();
            }));
        }
    }

    @Test
    void itSaysWhatItIs() {
        var facts = cloud().facts();

        assertThat(cloud().name()).matches("[a-z][a-z0-9-]*");
        assertThat(facts.version()).isNotBlank();
        assertThat(facts.abilities()).contains(CloudAbility.MACHINES);
        assertThat(facts.listingLag().isNegative()).isFalse();
        assertThat(facts.flavors()).allSatisfy(f -> assertThat(f.name()).isNotBlank());
    }

    @Override
    public String plane() {
        return plane;
    }

    @Override
    public CloudSubject subject() {
        return subject;
    }

    @Override
    public CloudStamp stamp(Kind kind, String name) {
        return new CloudStamp(plane, key(kind, name), "uid-" + random(), "0123456789abcdef", random());
    }

    @Override
    public <T> T eventually(String fact, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + subject.patience().toNanos();
        while (true) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                return fail("never so within " + subject.patience().toSeconds() + " s: " + fact + "\nlast listing: " + subject.cloud().list(plane, CloudKind.MACHINE));
            }
            subject.passTime();
        }
    }

    private static String random() {
        var bytes = new byte[6];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
