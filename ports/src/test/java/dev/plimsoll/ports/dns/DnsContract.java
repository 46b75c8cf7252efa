package dev.plimsoll.ports.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every DNS provider promises. An adapter's test extends this class and opens a zone of [#domain]. Each test writes under a name of its own and looks at the zone through listings.
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
public abstract class DnsContract {
    private String below;
    private Dns dns;

    protected abstract Dns open();

    protected abstract String domain();

    /// Whether several changes are done together or not at all.
    protected abstract boolean together();

    @BeforeEach
    void openZone() {
        below = "t" + UUID.randomUUID().toString().substring(0, 8) + "." + domain();
        dns = open();
    }

    @AfterEach
    void clean() {
        mine().forEach(set -> dns.change(List.of(new RecordChange.Remove(set))));
        dns.close();
        finished();
    }

    /// After everything else of a test.
    protected void finished() {
        // Most have nothing of their own.
    }

    @Test
    void itSaysWhoAnswers() {
        assertThat(dns.name()).matches("[a-z][a-z0-9-]*");
        assertThat(dns.answers()).isNotBlank();
    }

    @Test
    void whatIsCreatedIsListedAsItWasGiven() {
        var sets = List.of(
            set("www", RecordType.A, 300, "192.0.2.1", "192.0.2.2"),
            set("www", RecordType.AAAA, 300, "2001:db8::1"),
            set("alias", RecordType.CNAME, 60, "www." + domain()),
            set("text", RecordType.TXT, 120, "heritage=somebody,a=b", "v=spf1 -all"),
            set("mail", RecordType.MX, 3600, "10 mx1.example.net", "20 mx2.example.net"),
            set("_sip._tcp", RecordType.SRV, 300, "0 5 5060 www." + domain()),
            set("careful", RecordType.CAA, 300, "0 issue letsencrypt.org"),
            set("*", RecordType.A, 300, "192.0.2.9"));

        dns.change(sets.stream().<RecordChange>map(RecordChange.Create::new).toList());

        assertThat(mine()).containsExactlyInAnyOrderElementsOf(sets);
    }

    @Test
    void aLongTextStaysWhole() {
        var text = set("long", RecordType.TXT, 300, "k=" + "0123456789".repeat(40));

        dns.change(List.of(new RecordChange.Create(text)));

        assertThat(mine()).containsExactly(text).extracting(RecordSet::values).containsExactly(text.values());
    }

    @Test
    void aSetIsReplacedByAnother() {
        var before = set("www", RecordType.A, 300, "192.0.2.1", "192.0.2.2");
        var after = set("www", RecordType.A, 60, "192.0.2.2", "192.0.2.3");
        dns.change(List.of(new RecordChange.Create(before)));

        dns.change(List.of(new RecordChange.Replace(before, after)));

        assertThat(mine()).containsExactly(after);
    }

    @Test
    void aSetIsRemovedAndRemovingItAgainIsHarmless() {
        var set = set("www", RecordType.A, 300, "192.0.2.1");
        var other = set("www", RecordType.TXT, 300, "stays");
        dns.change(List.of(new RecordChange.Create(set), new RecordChange.Create(other)));

        dns.change(List.of(new RecordChange.Remove(set)));
        dns.change(List.of(new RecordChange.Remove(set)));

        assertThat(mine()).containsExactly(other);
    }

    /// Somebody else's record is never written over, whatever we believed about it.
    @Test
    void whatIsNotAsItWasSeenIsLeftAsItIs() {
        var theirs = set("www", RecordType.A, 300, "192.0.2.77");
        var ours = set("www", RecordType.A, 300, "192.0.2.1");
        dns.change(List.of(new RecordChange.Create(theirs)));

        for (var change : List.of(new RecordChange.Create(ours), new RecordChange.Replace(ours, set("www", RecordType.A, 300, "192.0.2.2")), new RecordChange.Remove(ours))) {
            assertThat(refused(List.of(change))).as("%s", change).contains("Changed");
            assertThat(mine()).containsExactly(theirs);
        }
    }

    @Test
    void changesAreDoneTogetherOrNotAtAll() {
        assumeTrue(together());
        var there = set("www", RecordType.A, 300, "192.0.2.77");
        dns.change(List.of(new RecordChange.Create(there)));

        assertThat(refused(List.of(new RecordChange.Create(set("other", RecordType.A, 300, "192.0.2.1")), new RecordChange.Create(there)))).isPresent();

        assertThat(mine()).containsExactly(there);
    }

    @Test
    void whatTheZoneCannotHoldIsRefused() {
        dns.change(List.of(new RecordChange.Create(set("www", RecordType.A, 300, "192.0.2.1"))));

        assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(set("www", RecordType.CNAME, 300, "elsewhere.example.net"))))).isInstanceOf(DnsFailure.Rejected.class);

        assertThat(mine()).hasSize(1);
    }

    /// As a record and its mark come and go: nothing of them stays, and nothing beside them is touched (P39).
    @Test
    void whatIsMadeWithItsMarkGoesWithoutATrace() {
        var foreign = List.of(set("www", RecordType.TXT, 300, "somebody's"), set("_plimsoll-a.other", RecordType.TXT, 300, "heritage=somebody"), set("other", RecordType.A, 300, "192.0.2.77"));
        dns.change(foreign.stream().<RecordChange>map(RecordChange.Create::new).toList());
        var before = List.copyOf(dns.list());
        var mark = set("_plimsoll-a.www", RecordType.TXT, 300, "heritage=plimsoll,plimsoll/owner=" + UUID.randomUUID() + ",plimsoll/resource=default/www");
        var ours = set("www", RecordType.A, 300, "192.0.2.1", "192.0.2.2");
        var later = set("www", RecordType.A, 60, "192.0.2.3");

        dns.change(List.of(new RecordChange.Create(mark), new RecordChange.Create(ours)));
        dns.change(List.of(new RecordChange.Replace(ours, later)));
        assertThat(mine()).contains(mark, later).containsAll(foreign);
        dns.change(List.of(new RecordChange.Remove(later), new RecordChange.Remove(mark)));

        assertThat(dns.list()).containsExactlyInAnyOrderElementsOf(before);
    }

    protected final RecordSet set(String name, RecordType type, int ttl, String... values) {
        return new RecordSet(name + "." + below, type, ttl, List.of(values));
    }

    private List<RecordSet> mine() {
        return dns.list().stream().filter(set -> set.name().endsWith(below)).toList();
    }

    private Optional<String> refused(List<RecordChange> changes) {
        try {
            dns.change(changes);
            return Optional.empty();
        } catch (DnsFailure.Rejected refused) {
            return Optional.of(refused.code());
        }
    }
}
