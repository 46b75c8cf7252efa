package dev.plimsoll.dns.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.dns.web.VendorContract;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitalOceanZoneTest extends VendorContract {
    DigitalOceanZoneTest() {
        super(new DigitalOceanServer());
    }

    @Override
    protected Dns open(DnsProviders.Access access) {
        return new DigitalOceanZone(access);
    }

    @Override
    protected boolean together() {
        return false;
    }

    @Test
    void refusalsAreToldInItsOwnWords() {
        try (var dns = open()) {
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.TXT, 300, List.of("x".repeat(600)))))))
                .isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("Data is too long (maximum is 512 characters)").hasMessageContaining("www.example.org TXT");
        }
    }

    /// A change that ended half way is seen for what it is, and the next look puts it right.
    @Test
    void whatEndedInBetweenIsTakenUpAgain() {
        var wanted = new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"));
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.A, 600, List.of("192.0.2.1", "192.0.2.9")))));
            var before = dns.list().getFirst();
            vendor.insteadTell(new Vendor.Told(200, java.util.Map.of(), "{\"domain_records\":[{\"id\":28448429,\"type\":\"A\",\"name\":\"www\",\"data\":\"192.0.2.1\",\"ttl\":600},{\"id\":28448430,\"type\":\"A\",\"name\":\"www\",\"data\":\"192.0.2.9\",\"ttl\":600}],\"links\":{}}"),
                new Vendor.Told(200, java.util.Map.of(), "{}"), new Vendor.Told(500, java.util.Map.of(), "{\"id\":\"server_error\",\"message\":\"Server Error\"}"));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Replace(before, wanted)))).isInstanceOf(DnsFailure.Unreachable.class);

            dns.change(List.of(new RecordChange.Replace(dns.list().getFirst(), wanted)));
            assertThat(dns.list()).containsExactly(wanted);
        }
    }

    @Test
    void recordsOfOneNameWithDifferentTimesAreNobodysWish() {
        var server = (DigitalOceanServer) vendor;
        var json = new ObjectMapper();
        server.put(json.createObjectNode().put("type", "A").put("name", "www").put("data", "192.0.2.1").put("ttl", 300));
        server.put(json.createObjectNode().put("type", "A").put("name", "www").put("data", "192.0.2.2").put("ttl", 60));
        server.put(json.createObjectNode().put("type", "MX").put("name", "@").put("data", "@").put("ttl", 60).put("priority", 5));
        try (var dns = open()) {
            assertThat(dns.list()).containsExactlyInAnyOrder(new RecordSet("www.example.org", RecordType.A, 0, List.of("192.0.2.1", "192.0.2.2")), new RecordSet("example.org", RecordType.MX, 60, List.of("5 example.org")));
            dns.change(List.of(new RecordChange.Replace(dns.list().getFirst(), new RecordSet("www.example.org", RecordType.A, 60, List.of("192.0.2.1", "192.0.2.2")))));
            assertThat(dns.list()).contains(new RecordSet("www.example.org", RecordType.A, 60, List.of("192.0.2.1", "192.0.2.2")));
        }
    }
}
