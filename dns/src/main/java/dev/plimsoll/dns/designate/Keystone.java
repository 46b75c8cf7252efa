package dev.plimsoll.dns.designate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.dns.web.Answer;
import dev.plimsoll.dns.web.Settings;
import dev.plimsoll.dns.web.WebApi;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.DnsFailure;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Logs in (https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management) with what a Region of the same cloud takes: user and password for one project, or an application
/// credential.
final class Keystone {
    static final Set<String> OPTIONS = Set.of("zone", "region", "interface", "project", "projectDomain", "userDomain");
    static final Set<String> ENTRIES = Set.of("user", "password", "applicationCredentialId", "applicationCredentialSecret", "ca");
    private static final String DOMAIN = "Default";

    private final Settings settings;
    private final String address;
    private final Map<String, Object> document;

    /// @param token  sent with each request
    /// @param dns    where Designate answers, with its version
    record Session(SecretText token, String dns) {}

    Keystone(Settings settings) {
        this.settings = settings;
        var endpoint = settings.access().spec().endpoint().orElseThrow(() -> settings.invalid("a zone of Designate says where Keystone answers, in endpoint, such as https://cloud.example.org:5000/v3"));
        var bare = endpoint.replaceFirst("/+$", "");
        this.address = bare.endsWith("/v3") ? bare : bare + "/v3";
        this.document = Map.of("auth", settings.entry("applicationCredentialId").isPresent() ? application() : password());
    }

    String address() {
        return address;
    }

    /// @throws DnsFailure.Denied   when the credentials are not taken
    /// @throws DnsFailure.Rejected `InvalidZone` when the cloud's catalogue has no Designate
    Session logIn(WebApi api) {
        var answer = api.send("log in at " + address, api.request("/auth/tokens").header("Content-Type", "application/json").header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(Answer.bytes(document))).build());
        if (answer.status() == 404 || answer.status() / 100 == 3) {
            throw settings.invalid(address + " is not where Keystone's version 3 answers, or it does not know the application credential; it says " + answer.status());
        } else if (!answer.ok()) {
            throw answer.failure(answer.json().path("error").path("message").asText(""));
        }
        var token = new SecretText(answer.headers().firstValue("X-Subject-Token").orElse(""));
        var faces = answer.understood().path("token").path("catalog").valueStream().filter(s -> s.path("type").asText().equals("dns")).flatMap(s -> s.path("endpoints").valueStream()).toList();
        var face = settings.option("interface").orElse("public");
        var dns = faces.stream().filter(e -> e.path("interface").asText().equals(face) && settings.option("region").filter(r -> !r.equals(region(e))).isEmpty()).map(e -> e.path("url").asText())
            .filter(url -> url.matches("https?://[^\\s]+")).findFirst();
        if (token.reveal().isEmpty() || dns.isEmpty()) {
            throw settings.invalid("the cloud's catalogue has no " + face + " address of its dns service" + settings.option("region").map(r -> " in region " + r).orElse("") + "; is there a Designate?");
        }
        var bare = dns.get().replaceFirst("/+$", "");
        return new Session(token, bare.endsWith("/v2") ? bare : bare + "/v2");
    }

    private Map<String, Object> application() {
        if (settings.option("project").isPresent()) {
            throw settings.invalid("an application credential knows its project itself; leave the option project away");
        }
        return Map.of("identity", Map.of("methods", List.of("application_credential"), "application_credential",
            Map.of("id", settings.needed("applicationCredentialId").reveal(), "secret", settings.needed("applicationCredentialSecret").reveal())));
    }

    private Map<String, Object> password() {
        var project = settings.option("project").orElseThrow(() -> settings.invalid("it needs the option project, the name of the project that the zone belongs to"));
        var user = Map.of("name", entry("user"), "domain", Map.of("name", settings.option("userDomain").orElse(DOMAIN)), "password", entry("password"));
        return Map.of("identity", Map.of("methods", List.of("password"), "password", Map.of("user", user)),
            "scope", Map.of("project", Map.of("name", project, "domain", Map.of("name", settings.option("projectDomain").orElse(DOMAIN)))));
    }

    private String entry(String name) {
        return settings.entry(name).map(SecretText::reveal).orElseThrow(() -> settings.invalid("its secret needs the entry " + name
            + "; Designate takes user and password, or applicationCredentialId and applicationCredentialSecret, and ca where its certificates are its own"));
    }

    /// As it is called since 2014, and before.
    private static Optional<String> named(JsonNode face, String field) {
        return Optional.of(face.path(field).asText("")).filter(s -> !s.isEmpty());
    }

    private static String region(JsonNode face) {
        return named(face, "region_id").or(() -> named(face, "region")).orElse("");
    }
}
