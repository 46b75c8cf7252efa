package dev.plimsoll.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.AnsweredNames;
import dev.plimsoll.ports.dns.DnsFailure;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class NameServerTest {
    private static final String DOMAIN = "internal";
    private static final List<RecordSet> SETS = List.of(
        set("web.shop.internal", RecordType.A, "10.0.0.1", "10.0.0.2"),
        set("_http._tcp.web.shop.internal", RecordType.SRV, "0 1 8080 1.web.shop.internal"),
        set("1.web.shop.internal", RecordType.A, "10.0.0.1"),
        set("git.internal", RecordType.CNAME, "web.shop.internal"),
        set("out.internal", RecordType.CNAME, "www.example.org"),
        set("round.internal", RecordType.CNAME, "round.internal"),
        set("*.pc.internal", RecordType.A, "10.0.0.9"),
        new RecordSet("large.internal", RecordType.A, 30, IntStream.range(1, 200).mapToObj(n -> "10.1.0." + n).toList()));

    private NameServer server;

    @BeforeEach
    void start() throws IOException {
        server = NameServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Fixed());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesAreAnsweredOverDatagramsAndStreams(boolean stream) throws IOException {
        assertThat(values(ask("web.shop.internal", Type.A, stream))).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
        assertThat(values(ask("_HTTP._tcp.web.shop.internal", Type.SRV, stream))).containsExactly("0 1 8080 1.web.shop.internal.");
        assertThat(values(ask("git.internal", Type.A, stream))).as("an alias is followed").containsExactlyInAnyOrder("web.shop.internal.", "10.0.0.1", "10.0.0.2");
        assertThat(values(ask("out.internal", Type.A, stream))).as("not to where others answer").containsExactly("www.example.org.");
        assertThat(values(ask("anna.pc.internal", Type.A, stream))).containsExactly("10.0.0.9");
        assertThat(ask("internal", Type.SOA, stream).getSection(Section.ANSWER)).hasSize(1);
        assertThat(ask("web.shop.internal", Type.A, stream).getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() throws IOException {
        assertThat(ask("nobody.internal", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("nobody.internal", Type.A, false).getSection(Section.AUTHORITY)).hasSize(1);
        assertThat(ask("web.shop.internal", Type.AAAA, false).getRcode()).as("the name is there").isEqualTo(Rcode.NOERROR);
        assertThat(ask("shop.internal", Type.A, false).getRcode()).as("names lie below it").isEqualTo(Rcode.NOERROR);
        assertThat(ask("www.example.org", Type.A, false).getRcode()).as("somebody else's").isEqualTo(Rcode.REFUSED);
        assertThatThrownBy(() -> ask("internal", Type.AXFR, true)).as("no zone is handed out").hasMessageContaining("REFUSED");
    }

    @Test
    void anotherValueComesFirstEachTime() throws IOException {
        assertThat(values(ask("web.shop.internal", Type.A, false)).getFirst()).isNotEqualTo(values(ask("web.shop.internal", Type.A, false)).getFirst());
    }

    @Test
    void theAddressesOfAServiceComeAlong() throws IOException {
        var answer = ask("_http._tcp.web.shop.internal", Type.SRV, false);
        assertThat(answer.getSection(Section.ADDITIONAL)).filteredOn(r -> r.getType() == Type.A).extracting(Record::rdataToString).containsExactly("10.0.0.1");
    }

    /// So that resolvers ask somebody else instead of remembering that there is nothing.
    @Test
    void whatIsNotKnownYetIsNotDenied() throws IOException {
        assertThat(ask("unknown.internal", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void anAliasOfItselfEnds() throws IOException {
        assertThat(ask("round.internal", Type.A, false).getSection(Section.ANSWER)).isNotEmpty();
    }

    @Test
    void whatDoesNotFitIsCutOffAndWholeOverAStream() throws IOException {
        assertThat(ask("large.internal", Type.A, false).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(ask("large.internal", Type.A, true).getSection(Section.ANSWER)).hasSize(199);
    }

    @Test
    void whatIsNoQuestionIsNotAnsweredAndHarmsNobody() throws IOException {
        try (var socket = new DatagramSocket()) {
            for (var junk : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[4_000], "GET / HTTP/1.1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
                socket.send(new DatagramPacket(junk, junk.length, server.address()));
            }
        }
        assertThat(values(ask("web.shop.internal", Type.A, false))).hasSize(2);
    }

    private Message ask(String name, int type, boolean stream) throws IOException {
        var resolver = new SimpleResolver(server.address());
        resolver.setTCP(stream);
        resolver.setIgnoreTruncation(true);
        resolver.setTimeout(Duration.ofSeconds(60));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
    }

    private static List<String> values(Message answer) {
        return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
    }

    private static RecordSet set(String name, RecordType type, String... values) {
        return new RecordSet(name, type, 30, List.of(values));
    }

    private static final class Fixed implements AnsweredNames {
        @Override
        public Optional<String> domain(String name) {
            return DomainName.within(name, DOMAIN) ? Optional.of(DOMAIN) : Optional.empty();
        }

        @Override
        public List<RecordSet> sets(String name) {
            if (name.equals("unknown.internal")) {
                throw new DnsFailure.Unreachable("not known yet", null);
            }
            return SETS.stream().filter(s -> s.name().equals(name)).toList();
        }

        @Override
        public boolean above(String name) {
            return SETS.stream().anyMatch(s -> s.name().endsWith("." + name));
        }
    }
}
