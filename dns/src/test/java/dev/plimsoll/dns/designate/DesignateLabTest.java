package dev.plimsoll.dns.designate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsContract;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The contract against a real Designate: `OSLAB_DESIGNATE=1 labs/openstack/up.sh`. A zone of its own is made by hand and removed again.
@Tag("lab")
class DesignateLabTest extends DnsContract {
    private static final String DOMAIN = "pt" + ProcessHandle.current().pid() + ".example.org";
    private static final String IDENTITY = "http://127.0.0.1:5000/v3";
    private static final String DNS = "http://127.0.0.1:9001/v2";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HANDS = HttpClient.newHttpClient();
    private static String token = "";
    private static String zone = "";

    @BeforeAll
    static void make() throws Exception {
        assumeTrue(answers(), "no Designate on port 9001; labs/openstack/up.sh with OSLAB_DESIGNATE=1 brings one up");
        var login = JSON.writeValueAsString(Map.of("auth", Map.of("identity", Map.of("methods", List.of("password"), "password", Map.of("user", Map.of("name", "demo", "domain", Map.of("name", "Default"), "password", "demo-pw"))),
            "scope", Map.of("project", Map.of("name", "demo", "domain", Map.of("name", "Default"))))));
        token = HANDS.send(HttpRequest.newBuilder(URI.create(IDENTITY + "/auth/tokens")).header("Content-Type", "application/json").POST(BodyPublishers.ofString(login)).build(), BodyHandlers.ofString())
            .headers().firstValue("X-Subject-Token").orElseThrow();
        var made = asked("POST", "/zones", JSON.writeValueAsString(Map.of("name", DOMAIN + ".", "email", "ops@example.org")));
        zone = JSON.readTree(made.body()).path("id").asText();
        assertThat(zone).as(made.body()).isNotEmpty();
    }

    @AfterAll
    static void remove() throws Exception {
        if (!zone.isEmpty()) {
            asked("DELETE", "/zones/" + zone, "");
        }
    }

    @Override
    protected Dns open() {
        var plain = DnsZoneSpec.of(DOMAIN, DnsProvider.DESIGNATE).withEndpoint(IDENTITY);
        var spec = new DnsZoneSpec(DOMAIN, DnsProvider.DESIGNATE, plain.server(), plain.endpoint(), plain.credentials(), Map.of("project", "demo", "region", "RegionOne"), plain.publish(), plain.targets(), plain.ttl(),
            plain.settle());
        return new DesignateZone(new DnsProviders.Access(new Key(Kind.DNS_ZONE, "default", "lab"), spec, Map.of("user", new SecretText("demo"), "password", new SecretText("demo-pw"))));
    }

    @Override
    protected String domain() {
        return DOMAIN;
    }

    @Override
    protected boolean together() {
        return false;
    }

    @Test
    void whatWasChangedIsKnownEverywhereInTheEnd() throws Exception {
        try (var dns = open()) {
            dns.change(List.of(new RecordChange.Create(set("www", RecordType.A, 300, "192.0.2.1"))));
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (!dns.settled() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(dns.settled()).isTrue();
            assertThat(status().path("status").asText()).isEqualTo("ACTIVE");
        }
    }

    private static JsonNode status() throws Exception {
        return JSON.readTree(asked("GET", "/zones/" + zone, "").body());
    }

    private static HttpResponse<String> asked(String method, String path, String body) throws Exception {
        return HANDS.send(HttpRequest.newBuilder(URI.create(DNS + path)).header("X-Auth-Token", token).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", 9001), 1_000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
