package dev.plimsoll.dns.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.dns.web.VendorContract;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Route53ZoneTest extends VendorContract {
    private static final RecordSet WWW = new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1"));

    Route53ZoneTest() {
        super(new Route53Server());
    }

    @Override
    protected Dns open(DnsProviders.Access access) {
        return new Route53Zone(access, Clock.systemUTC());
    }

    @Override
    protected boolean together() {
        return true;
    }

    @Test
    void refusalsAreToldInItsOwnWords() {
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(WWW)));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.CNAME, 300, List.of("elsewhere.example.net"))))))
                .isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("is not permitted as it conflicts with other records").hasMessageContaining("InvalidChangeBatch");
        }
    }

    @Test
    void aBatchBehindAnotherOneIsAskedForAgain() {
        try (var dns = open()) {
            dns.list();
            vendor.insteadTell(new Vendor.Told(400, Map.of(), "<ErrorResponse><Error><Code>PriorRequestNotComplete</Code><Message>The request was rejected because Route 53 was still processing a prior request.</Message></Error></ErrorResponse>"));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(WWW)))).isInstanceOf(DnsFailure.Throttled.class).hasMessageContaining("prior request");
        }
    }

    /// The older form of a refused batch.
    @Test
    void aBatchThatIsRefusedInTheOldWayIsUnderstood() {
        try (var dns = open()) {
            dns.list();
            var old = new Vendor.Told(400, Map.of(), "<?xml version=\"1.0\"?><InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages><Message>Tried to create resource record set [name='www.example.org.', type='A'] "
                + "but it already exists</Message></Messages></InvalidChangeBatch>");
            vendor.insteadTell(old);
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(WWW)))).isInstanceOfSatisfying(DnsFailure.Rejected.class, r -> assertThat(r.code()).isEqualTo("Changed"));
        }
    }

    @Test
    void aChangeIsKnownEverywhereWhenItSaysSo() {
        try (var dns = open()) {
            assertThat(dns.settled()).isTrue();
            dns.change(List.of(new RecordChange.Create(WWW)));
            assertThat(dns.settled()).as("PENDING").isFalse();
            assertThat(dns.settled()).as("INSYNC").isTrue();
            vendor.asked();
            assertThat(dns.settled()).isTrue();
            assertThat(vendor.asked()).as("nothing is asked when nothing is under way").isEmpty();
        }
    }

    @Test
    void anAliasIsThereAndSomebodyElses() {
        ((Route53Server) vendor).put("www.example.org.", "A", "<AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.net.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>");
        try (var dns = open()) {
            assertThat(dns.list()).containsExactly(new RecordSet("www.example.org", RecordType.A, 0, List.of("alias of lb.example.net.")));
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(WWW)))).isInstanceOfSatisfying(DnsFailure.Rejected.class, r -> assertThat(r.code()).isEqualTo("Changed"));
            assertThat(dns.list()).hasSize(1);
        }
    }

    /// Somebody wrote our value otherwise, with the same meaning.
    @Test
    void whatIsWrittenOtherwiseIsRemovedAsItIsWritten() {
        ((Route53Server) vendor).put("six.example.org.", "AAAA", "<TTL>300</TTL><ResourceRecords><ResourceRecord><Value>2001:0DB8:0:0:0:0:0:1</Value></ResourceRecord></ResourceRecords>");
        try (var dns = open()) {
            var set = new RecordSet("six.example.org", RecordType.AAAA, 300, List.of("2001:db8::1"));
            assertThat(dns.list()).containsExactly(set);
            dns.change(List.of(new RecordChange.Remove(set)));
            assertThat(dns.list()).isEmpty();
        }
    }

    @Test
    void aClockThatIsWrongIsDenied() {
        try (var dns = new Route53Zone(vendor.access(), Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))) {
            assertThatThrownBy(dns::list).isInstanceOf(DnsFailure.Denied.class);
        }
    }

    @Test
    void documentTypesAreRefused() {
        try (var dns = open()) {
            dns.list();
            vendor.insteadTell(new Vendor.Told(200, Map.of(), "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>"));
            assertThatThrownBy(dns::list).isInstanceOf(DnsFailure.Unreachable.class);
        }
    }
}
