package dev.plimsoll.dns.designate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.dns.web.VendorContract;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignateZoneTest extends VendorContract {
    private static final RecordSet WWW = new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1"));

    DesignateZoneTest() {
        super(new DesignateServer());
    }

    @Override
    protected Dns open(DnsProviders.Access access) {
        return new DesignateZone(access);
    }

    @Override
    protected boolean together() {
        return false;
    }

    @Test
    void refusalsAreToldInItsOwnWords() {
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(WWW)));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.CNAME, 300, List.of("elsewhere.example.net"))))))
                .isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("CNAME recordsets may not share a name").hasMessageContaining("invalid_recordset_location");
        }
    }

    @Test
    void whatIsBeingRemovedIsGoneAndNotInTheWayForLong() {
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(WWW)));
            dns.change(List.of(new RecordChange.Remove(WWW)));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(WWW)))).as("still listed with the action DELETE").isInstanceOfSatisfying(DnsFailure.Throttled.class, t -> assertThat(t.retryAfter()).isPresent());
            while (!dns.settled()) {
                assertThat(dns.list()).isEmpty();
            }
            dns.change(List.of(new RecordChange.Create(WWW)));
            assertThat(dns.list()).containsExactly(WWW);
        }
    }

    @Test
    void aChangeIsKnownEverywhereWhenTheZoneIsActive() {
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(WWW)));
            assertThat(dns.settled()).isFalse();
            assertThat(dns.settled()).isFalse();
            assertThat(dns.settled()).isTrue();
            vendor.asked();
            assertThat(dns.settled()).isTrue();
            assertThat(vendor.asked()).isEmpty();
        }
    }

    @Test
    void aTokenThatWasRevokedIsReplaced() {
        try (var dns = open()) {
            dns.list();
            ((DesignateServer) vendor).revoke();
            vendor.asked();
            assertThat(dns.list()).isEmpty();
            assertThat(vendor.asked()).containsSubsequence("POST /identity/v3/auth/tokens").hasSize(3);
        }
    }

    @Test
    void aSetWithoutATimeHasTheZones() {
        var json = new ObjectMapper();
        ((DesignateServer) vendor).put(json.createObjectNode().put("name", "plain.example.org.").put("type", "TXT").putNull("ttl").set("records", json.valueToTree(List.of("\"a\" \"b\""))));
        try (var dns = open()) {
            assertThat(dns.list()).containsExactly(new RecordSet("plain.example.org", RecordType.TXT, 3600, List.of("ab")));
        }
    }
}
