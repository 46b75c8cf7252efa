package dev.plimsoll.dns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsContract;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What every provider with an API over HTTP promises beyond the contract: how it fails, how it pages, and what it lets nobody see.
public abstract class VendorContract extends DnsContract {
    protected final Vendor vendor;

    protected VendorContract(Vendor vendor) {
        this.vendor = vendor;
        vendor.start();
    }

    protected abstract Dns open(DnsProviders.Access access);

    @Override
    protected final Dns open() {
        return open(vendor.access());
    }

    @Override
    protected final String domain() {
        return Vendor.DOMAIN;
    }

    @Override
    protected final void finished() {
        vendor.close();
    }

    @Test
    void credentialsThatAreNotTakenAreDeniedAndToldToNobody() {
        var secret = "wrong-but-secret-all-the-same";
        try (var stranger = open(with(vendor.secretEntry(), secret))) {
            for (var call : calls()) {
                assertThatThrownBy(() -> call.accept(stranger)).isInstanceOf(DnsFailure.Denied.class).hasMessageNotContaining(secret);
            }
        }
    }

    @Test
    void aCredentialThatIsMissingIsNamed() {
        var credentials = new HashMap<>(vendor.access().credentials());
        credentials.remove(vendor.secretEntry());
        assertThatThrownBy(() -> open(new DnsProviders.Access(vendor.access().zone(), vendor.access().spec(), credentials))).isInstanceOf(DnsFailure.Rejected.class)
            .hasMessageContaining("dnszone/example").hasMessageContaining(vendor.secretEntry());
        assertThatThrownBy(() -> open(with("pasword", "x"))).isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("pasword");
        assertThatThrownBy(() -> open(with(vendor.secretEntry(), " "))).isInstanceOf(DnsFailure.Rejected.class);
    }

    @Test
    void aPauseThatIsAskedForIsPassedOn() {
        try (var dns = open()) {
            dns.list();
            vendor.insteadTell(vendor.tooMany(Optional.of("17")), vendor.tooMany(Optional.empty()));
            assertThatThrownBy(dns::list).isInstanceOfSatisfying(DnsFailure.Throttled.class, t -> assertThat(t.retryAfter()).contains(Duration.ofSeconds(17)));
            assertThatThrownBy(dns::list).isInstanceOfSatisfying(DnsFailure.Throttled.class, t -> assertThat(t.retryAfter()).isEmpty());
            assertThat(dns.list()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNoneIsNotBelieved() {
        try (var dns = open()) {
            dns.list();
            for (var answer : List.of("", "<html>a proxy's page about internal things</html>", "{\"result\": [", "[".repeat(10_000), "x".repeat(17 << 20))) {
                for (int status : new int[] {200, 502}) {
                    vendor.insteadTell(new Vendor.Told(status, Map.of(), answer));
                    assertThatThrownBy(dns::list).as("%s %.20s", status, answer).isInstanceOf(DnsFailure.Unreachable.class).hasMessageNotContaining("internal things");
                }
            }
            vendor.insteadTell(new Vendor.Told(200, Map.of(), "{}"), new Vendor.Told(200, Map.of(), "{\"success\": true, \"result\": null}"), new Vendor.Told(200, Map.of(), "<Response/>"));
            for (int n = 0; n < 3; n++) {
                assertThatThrownBy(dns::list).as("an answer without a list is no empty zone").isInstanceOf(DnsFailure.class);
            }
            vendor.insteadTell(new Vendor.Told(302, Map.of("Location", "http://127.0.0.1:9/"), ""));
            assertThatThrownBy(dns::list).isInstanceOf(DnsFailure.class);
            assertThat(dns.list()).isEmpty();
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        var spec = vendor.access().spec().withEndpoint("http://127.0.0.1:1");
        try (var dns = open(new DnsProviders.Access(vendor.access().zone(), spec, vendor.access().credentials()))) {
            assertThatThrownBy(dns::list).isInstanceOf(DnsFailure.Unreachable.class).hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void aZoneThatIsNotThereIsAbsent() {
        var spec = vendor.access().spec();
        var other = new dev.plimsoll.model.DnsZoneSpec("elsewhere.example", spec.provider(), spec.server(), spec.endpoint(), spec.credentials(), spec.options(), spec.publish(), spec.targets(), spec.ttl(), spec.settle());
        try (var dns = open(new DnsProviders.Access(vendor.access().zone(), other, vendor.access().credentials()))) {
            for (var call : calls()) {
                assertThatThrownBy(() -> call.accept(dns)).isInstanceOfSatisfying(DnsFailure.Absent.class, f -> assertThat(f.code()).isEqualTo("ZoneNotFound"));
            }
        }
    }

    @Test
    void aZoneOfManyPagesIsListedWholeInOneGo() {
        for (int n = 0; n < 250; n++) {
            vendor.putForeign("host-" + n + "." + domain(), "192.0.2." + n);
        }
        try (var dns = open()) {
            dns.answers();
            vendor.asked();
            assertThat(dns.list()).hasSize(250).contains(new RecordSet("host-249." + domain(), RecordType.A, 300, List.of("192.0.2.249")));
            assertThat(vendor.asked()).as("no request for each record").hasSizeBetween(2, 4);
        }
    }

    @Test
    void credentialsDoNotTravelInTheClear() {
        if (!vendor.access().spec().provider().equals(dev.plimsoll.model.dns.DnsProvider.DESIGNATE)) {
            var spec = vendor.access().spec().withEndpoint("http://api.example.net");
            assertThatThrownBy(() -> open(new DnsProviders.Access(vendor.access().zone(), spec, vendor.access().credentials()))).isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("https");
        }
    }

    @Test
    void settingsThatItDoesNotKnowAreNamed() {
        var spec = vendor.access().spec();
        var options = new HashMap<>(spec.options());
        options.put("zoone", "Z1");
        assertThatThrownBy(() -> open(new DnsProviders.Access(vendor.access().zone(), new dev.plimsoll.model.DnsZoneSpec(spec.domain(), spec.provider(), spec.server(), spec.endpoint(), spec.credentials(), options,
            spec.publish(), spec.targets(), spec.ttl(), spec.settle()), vendor.access().credentials()))).isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("zoone");
    }

    protected final DnsProviders.Access with(String entry, String value) {
        var credentials = new HashMap<>(vendor.access().credentials());
        credentials.put(entry, new SecretText(value));
        return new DnsProviders.Access(vendor.access().zone(), vendor.access().spec(), credentials);
    }

    private static List<Consumer<Dns>> calls() {
        return List.of(Dns::answers, Dns::list, dns -> dns.change(List.of(new RecordChange.Create(new RecordSet("x." + Vendor.DOMAIN, RecordType.A, 300, List.of("192.0.2.1"))))));
    }
}
