package dev.plimsoll.clouds.openstack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Logs in: Keystone's version 3. Also agrees on Nova's version, because a session without it is of no use.
final class Identity {
    /// A request that began just before a token's end would be refused at its end.
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);

    private final Account account;
    private final Transport transport;
    private final InstantSource clock;

    Identity(Account account, Transport transport, InstantSource clock) {
        this.account = account;
        this.transport = transport;
        this.clock = clock;
    }

    /// @throws CloudFailure.Denied   when the credentials are not taken
    /// @throws CloudFailure.Rejected `InvalidRegion` when the catalogue has nothing for this region
    Session logIn() {
        var doing = "log in as " + account.login().who();
        var request = HttpRequest.newBuilder(URI.create(account.identity() + "/auth/tokens")).header("Content-Type", "application/json").header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(account.login().document()))).build();
        var asked = clock.instant();
        var answer = transport.send(doing, request);
        // Keystone does not know an application credential that was taken back.
        if (answer.status() == 404 && account.login() instanceof Login.Application && answer.words().toLowerCase(Locale.ROOT).contains("application credential")) {
            throw new CloudFailure.Denied("WrongCredentials", "cannot " + doing + ": " + answer.words(), null);
        } else if (answer.status() == 404 || answer.status() / 100 == 3) {
            throw new CloudFailure.Rejected("InvalidRegion", account.region() + ": " + account.identity() + " is not where Keystone's version 3 answers; it says " + answer.status(), null);
        } else if (!answer.ok()) {
            throw OpenStackErrors.of(doing, answer);
        }
        var token = answer.json(doing).path("token");
        var secret = new SecretText(answer.header("X-Subject-Token"));
        if (secret.reveal().isEmpty() || token.path("project").path("id").asText("").isEmpty()) {
            throw new CloudFailure.Rejected("InvalidRegion", account.region() + ": " + account.identity()
                + " gives no token for a project; is it Keystone's version 3, and has the user a role in the project?", null);
        }
        var addresses = addresses(token.path("catalog"));
        var project = token.path("project");
        return new Session(secret, asked.plus(lasts(token)), project.path("id").asText(), project.path("name").asText() + " (" + token.path("user").path("name").asText() + ")",
            token.path("roles").valueStream().map(r -> r.path("name").asText()).toList(), addresses, version(addresses.get(Service.COMPUTE), secret));
    }

    /// By the difference of the cloud's own two times: its clock need not be ours.
    private static Duration lasts(JsonNode token) {
        try {
            var whole = Duration.between(Instant.parse(token.path("issued_at").asText()), Instant.parse(token.path("expires_at").asText()));
            var half = whole.dividedBy(2);
            return half.compareTo(BEFORE_THE_END) < 0 ? half : whole.minus(BEFORE_THE_END);
        } catch (DateTimeException unsaid) {
            return BEFORE_THE_END;
        }
    }

    private Map<Service, String> addresses(JsonNode catalog) {
        var addresses = new EnumMap<Service, String>(Service.class);
        for (var service : Service.values()) {
            var faces = catalog.valueStream().filter(s -> s.path("type").asText().equals(service.word())).flatMap(s -> s.path("endpoints").valueStream()).toList();
            var address = faces.stream().filter(e -> e.path("interface").asText().equals(account.face()) && account.place().filter(p -> !p.equals(region(e))).isEmpty())
                .map(e -> e.path("url").asText()).filter(url -> url.matches("https?://[^\\s]+")).findFirst().orElseThrow(() -> missing(service, faces));
            addresses.put(service, service.versioned(address.replaceFirst("/+$", "")));
        }
        return addresses;
    }

    private CloudFailure missing(Service service, List<JsonNode> faces) {
        var offered = faces.stream().map(e -> e.path("interface").asText() + " in " + region(e)).distinct().sorted().collect(Collectors.joining(", "));
        return new CloudFailure.Rejected("InvalidRegion", account.region() + ": the cloud's catalogue has no " + account.face() + " address of its " + service.word() + " service"
            + account.place().map(p -> " in region " + p).orElse("") + (offered.isEmpty() ? "" : "; it has " + offered), null);
    }

    /// As it is called since 2014, and before.
    private static String region(JsonNode face) {
        return face.path("region_id").asText(face.path("region").asText());
    }

    private ComputeVersion version(String address, SecretText token) {
        var doing = "ask the compute service for its version";
        var answer = transport.send(doing, HttpRequest.newBuilder(URI.create(address + "/")).header("X-Auth-Token", token.reveal()).header("Accept", "application/json").build());
        if (!answer.ok()) {
            throw OpenStackErrors.of(doing, answer);
        }
        return ComputeVersion.agreed(answer.json(doing).path("version").path("version").asText(""));
    }
}
