package dev.plimsoll.dns.cloudflare;

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

class CloudflareZoneTest extends VendorContract {
    CloudflareZoneTest() {
        super(new CloudflareServer());
    }

    @Override
    protected Dns open(DnsProviders.Access access) {
        return new CloudflareZone(access);
    }

    @Override
    protected boolean together() {
        return true;
    }

    @Test
    void refusalsAreToldInItsOwnWords() {
        try (var dns = open()) {
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.A, 5, List.of("192.0.2.1"))))))
                .isInstanceOf(DnsFailure.Rejected.class).hasMessageContaining("Invalid TTL. Must be between 60 and 86400 seconds").hasMessageContaining("9021").hasMessageContaining("www.example.org A");
        }
    }

    @Test
    void aRecordThatSomebodyElseMakesMeanwhileIsAChange() {
        vendor.insteadTell(told(200, "{\"success\":true,\"result\":[{\"id\":\"z\",\"name\":\"example.org\"}]}"), told(200, "{\"success\":true,\"result\":[],\"result_info\":{\"total_pages\":0}}"),
            told(400, "{\"success\":false,\"errors\":[{\"code\":81057,\"message\":\"The record already exists.\"}],\"result\":null}"));
        try (var dns = open()) {
            assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1"))))))
                .isInstanceOfSatisfying(DnsFailure.Rejected.class, refused -> assertThat(refused.code()).isEqualTo("Changed"));
        }
    }

    /// Older texts have no quotes; proxied records have a time of 1.
    @Test
    void whatOthersWroteIsRead() {
        var json = new ObjectMapper();
        ((CloudflareServer) vendor).put(json.createObjectNode().put("type", "TXT").put("name", "old.example.org").put("content", "v=spf1 -all").put("ttl", 1));
        ((CloudflareServer) vendor).put(json.createObjectNode().put("type", "A").put("name", "shop.example.org").put("content", "192.0.2.7").put("ttl", 1).put("proxied", true));
        ((CloudflareServer) vendor).put(json.createObjectNode().put("type", "HTTPS").put("name", "shop.example.org").put("content", "1 . alpn=h2").put("ttl", 1));
        try (var dns = open()) {
            assertThat(dns.list()).containsExactlyInAnyOrder(new RecordSet("old.example.org", RecordType.TXT, 1, List.of("v=spf1 -all")), new RecordSet("shop.example.org", RecordType.A, 1, List.of("192.0.2.7")));
        }
    }

    @Test
    void aChangeOfARecordAndItsMarkIsOneRequestBesideTheLooks() {
        try (var dns = open()) {
            dns.list();
            vendor.asked();
            dns.change(List.of(new RecordChange.Create(new RecordSet("_plimsoll-a.www.example.org", RecordType.TXT, 300, List.of("mark"))),
                new RecordChange.Create(new RecordSet("www.example.org", RecordType.A, 300, List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")))));
            assertThat(vendor.asked()).hasSize(3).filteredOn(a -> a.startsWith("POST")).hasSize(1);
        }
    }

    private static Vendor.Told told(int status, String body) {
        return new Vendor.Told(status, java.util.Map.of(), body);
    }
}
