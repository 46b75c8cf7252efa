package dev.plimsoll.ports.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every keyspace promises. An adapter's test extends this class and supplies a subject: the other side, which can be written to by hand.
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
public abstract class KeyspaceContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final long TENURE = (1L << 62) + 7;
    private static final String VALUE = "{\"host\":\"192.0.2.7\",\"note\":\"ü\\\"\"}";
    private KeyspaceSubject subject;
    private Keyspace keyspace;

    protected abstract KeyspaceSubject subject() throws Exception;

    @BeforeEach
    void open() throws Exception {
        subject = subject();
        keyspace = subject.open("/services/");
    }

    @AfterEach
    void close() {
        keyspace.close();
        subject.close();
    }

    @Test
    void nothingIsBelowAPrefixThatNobodyUses() {
        assertThat(keyspace.list()).isEmpty();
    }

    @Test
    void keysAreWrittenReplacedAndRemoved() {
        keyspace.renew(TENURE, LONG);
        assertThat(keyspace.change(List.of(added("/services/web/1"), added("/services/web/ü")))).isTrue();
        assertThat(keyspace.list()).extracting(HeldKey::key).containsExactlyInAnyOrder("/services/web/1", "/services/web/ü");
        assertThat(key("/services/web/1")).matches(k -> k.value().equals(VALUE) && k.tenure() == TENURE, "as written");

        var seen = key("/services/web/1");
        assertThat(keyspace.change(List.of(new KeyChange.Write(seen.key(), "other", TENURE, Optional.of(seen)), new KeyChange.Remove(key("/services/web/ü"))))).isTrue();
        assertThat(keyspace.list()).singleElement().matches(k -> k.value().equals("other") && k.revision() > seen.revision(), "changed");
    }

    @Test
    void whatIsNotAsSeenIsLeft() {
        keyspace.renew(TENURE, LONG);
        keyspace.change(List.of(added("/services/web/1")));
        var seen = key("/services/web/1");
        subject.put("/services/web/1", "by hand");

        assertThat(keyspace.change(List.of(new KeyChange.Write(seen.key(), "ours", TENURE, Optional.of(seen))))).isFalse();
        assertThat(keyspace.change(List.of(new KeyChange.Remove(seen)))).isFalse();
        assertThat(keyspace.change(List.of(added("/services/web/2"), added("/services/web/1")))).as("both or none").isFalse();
        assertThat(keyspace.list()).singleElement().matches(k -> k.value().equals("by hand") && k.tenure() == 0, "somebody else's");
    }

    @Test
    void onlyWhatBeginsWithThePrefixIsListed() {
        subject.put("/services", "no");
        subject.put("/services0", "no");
        subject.put("/service/web", "no");
        subject.put("/services/web/1", "yes");
        subject.put("/services/zzz\u00ff", "yes");
        assertThat(keyspace.list()).hasSize(2).allMatch(k -> k.value().equals("yes"));
    }

    @Test
    void keysGoWithTheirTenureAndNotWhileItIsRenewed() throws InterruptedException {
        var shortly = Duration.ofSeconds(3);
        subject.put("/services/web/hand", "by hand");
        keyspace.renew(TENURE, LONG);
        keyspace.renew(TENURE + 1, shortly);
        keyspace.renew(TENURE + 1, shortly);
        keyspace.change(List.of(added("/services/web/1"), new KeyChange.Write("/services/web/2", VALUE, TENURE + 1, Optional.empty())));
        assertThat(keyspace.list()).hasSize(3);

        for (int i = 0; i < 100 && keyspace.list().size() > 2; i++) {
            subject.pass(Duration.ofSeconds(1));
        }
        assertThat(keyspace.list()).extracting(HeldKey::key).containsExactlyInAnyOrder("/services/web/1", "/services/web/hand");
        assertThat(keyspace.change(List.of(new KeyChange.Write("/services/web/2", VALUE, TENURE + 1, Optional.empty())))).as("it is over").isFalse();
        keyspace.renew(TENURE + 1, LONG);
        assertThat(keyspace.change(List.of(new KeyChange.Write("/services/web/2", VALUE, TENURE + 1, Optional.empty())))).as("it begins again").isTrue();
    }

    @Test
    void manyKeysAreAllListedAndChanged() {
        int many = 2_345;
        keyspace.renew(TENURE, LONG);
        assertThat(keyspace.change(IntStream.range(0, many).<KeyChange>mapToObj(i -> added("/services/web/" + i)).toList())).isTrue();
        var all = keyspace.list();
        assertThat(all).extracting(HeldKey::key).doesNotHaveDuplicates().hasSize(many);
        assertThat(keyspace.change(all.stream().<KeyChange>map(KeyChange.Remove::new).toList())).isTrue();
        assertThat(keyspace.list()).isEmpty();
    }

    private static KeyChange added(String key) {
        return new KeyChange.Write(key, VALUE, TENURE, Optional.empty());
    }

    private HeldKey key(String key) {
        return keyspace.list().stream().filter(k -> k.key().equals(key)).findFirst().orElseThrow();
    }
}
