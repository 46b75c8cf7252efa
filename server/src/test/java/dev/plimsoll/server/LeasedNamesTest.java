package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.Issuers;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.ports.simulated.announcement.SimulatedKeyspaces;
import dev.plimsoll.ports.simulated.certificates.SimulatedIssuers;
import dev.plimsoll.ports.simulated.certificates.SimulatedKeys;
import dev.plimsoll.ports.simulated.dns.SimulatedZones;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// One that was overtaken writes no names and keys and asks nothing of authorities; it may still look.
class LeasedNamesTest {
    private static final RecordSet WWW = new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1"));
    private final AtomicBoolean ours = new AtomicBoolean(true);

    @Test
    void noRecordIsWrittenWithoutTheLease() {
        var there = new SimulatedZones().zone("example.org");
        try (var zone = new LeasedZone(there, ours::get)) {
            zone.change(List.of(new RecordChange.Create(WWW)));
            ours.set(false);
            assertThatThrownBy(() -> zone.change(List.of(new RecordChange.Remove(WWW)))).isInstanceOf(DnsFailure.Throttled.class).hasMessageContaining("lease");
            assertThat(zone.list()).containsExactly(WWW);
            assertThat(there.sets()).containsExactly(WWW);
            ours.set(true);
            zone.change(List.of(new RecordChange.Remove(WWW)));
            assertThat(there.sets()).isEmpty();
        }
    }

    @Test
    void noKeyIsWrittenOrKeptAliveWithoutTheLease() {
        var etcds = new SimulatedKeyspaces(Clock.systemUTC());
        var access = new Keyspaces.Access(new Key(Kind.ANNOUNCEMENT, "default", "etcd"), AnnouncementSpec.at("https://etcd.example.org:2379"), Map.of());
        List<KeyChange> changes = List.of(new KeyChange.Write("/services/web/1", "here", 7, Optional.empty()));
        try (var keyspace = new LeasedKeyspace(etcds.open(access), ours::get)) {
            ours.set(false);
            assertThatThrownBy(() -> keyspace.renew(7, Duration.ofHours(1))).isInstanceOf(RegisterFailure.Throttled.class).hasMessageContaining("lease");
            assertThatThrownBy(() -> keyspace.change(changes)).isInstanceOf(RegisterFailure.Throttled.class).hasMessageContaining("lease");
            assertThat(keyspace.list()).isEmpty();
            ours.set(true);
            keyspace.renew(7, Duration.ofHours(1));
            assertThat(keyspace.change(changes)).isTrue();
            assertThat(keyspace.list()).hasSize(1);
        }
    }

    @Test
    void nothingIsAskedOfAuthoritiesWithoutTheLease() {
        var authorities = new SimulatedIssuers(Clock.systemUTC(), _ -> true);
        var access = new Issuers.Access(new Key(Kind.ISSUER, "default", "public"), IssuerSpec.acme("https://authority.example/directory"), new SecretText(new SimulatedKeys(1).account().reveal()), Optional.empty());
        try (var issuer = new LeasedIssuer(authorities.open(access), ours::get)) {
            ours.set(false);
            List<Consumer<CertificateIssuer>> calls = List.of(CertificateIssuer::facts, i -> i.order(List.of("www.example.org")), i -> i.prove("x"), i -> i.finish("x", "y"), i -> i.revoke("x"));
            for (var call : calls) {
                assertThatThrownBy(() -> call.accept(issuer)).isInstanceOf(CertificateFailure.Throttled.class).hasMessageContaining("lease");
            }
            ours.set(true);
            assertThat(issuer.order(List.of("www.example.org"))).isNotBlank();
        }
    }
}
