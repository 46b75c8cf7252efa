package dev.plimsoll.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.registration.ApiAuthentication;
import dev.plimsoll.model.registration.ApiCall;
import dev.plimsoll.model.registration.AuthenticationType;
import dev.plimsoll.model.registration.EntryList;
import dev.plimsoll.model.registration.HttpMethod;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterApi;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.ports.registration.Registers;
import dev.plimsoll.registration.ScaleliteServer.Mood;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileApiTest {
    private static final String SECRET = "balancers-own-secret";
    private ScaleliteServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScaleliteServer(SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRegister open(RegistrationSpec spec) {
        return HttpRegister.open(new Registers.Access(new Key(Kind.REGISTRATION, "default", "bbb"), spec, "mark", Map.of("api", new SecretText(SECRET), "server", new SecretText("shared-with-servers"))));
    }

    private RegistrationSpec scalelite() {
        var usual = RegistrationSpec.of(Preset.SCALELITE, "bbb", "{slot}", server.address(), "scalelite");
        return new RegistrationSpec(usual.component(), null, 0, usual.key(), usual.url(), usual.secret(), usual.preset(), null, null, Duration.ofSeconds(1), 120, false);
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, names = {"SLOW", "HTML", "HUGE", "DEEP"})
    void anAnswerThatIsNoListIsNoEmptyOne(Mood mood) {
        server.moods.add(mood);
        try (var register = open(scalelite())) {
            assertThatThrownBy(register::list).isInstanceOf(RegisterFailure.Unreachable.class);
        }
    }

    @Test
    void aRedirectionIsNotFollowed() {
        server.moods.add(Mood.REDIRECT);
        try (var register = open(scalelite())) {
            assertThatThrownBy(register::list).isInstanceOfSatisfying(RegisterFailure.Rejected.class, f -> assertThat(f.code()).isEqualTo("Redirected"));
        }
    }

    @Test
    void nothingSecretIsRepeated() {
        server.moods.add(Mood.ECHO);
        try (var register = open(scalelite())) {
            var failure = catchThrowableOfType(RegisterFailure.class, register::list);
            var checksum = server.queries.getFirst().replaceAll(".*checksum=", "");
            assertThat(failure).hasMessageContaining("answered list with 400").hasMessageContaining("•••");
            assertThat(failure.getMessage()).doesNotContain(SECRET, checksum);
        }
        server.close();
        try (var register = open(scalelite())) {
            var refused = catchThrowableOfType(RegisterFailure.class, register::list);
            assertThat(refused.getMessage()).contains("no answer from " + server.address()).doesNotContain("checksum");
        }
    }

    @Test
    void aWrongSecretIsSaidToBeOne() {
        var access = new Registers.Access(new Key(Kind.REGISTRATION, "default", "bbb"), scalelite(), "mark", Map.of("api", new SecretText("not-the-secret"), "server", new SecretText("x")));
        try (var register = HttpRegister.open(access)) {
            assertThatThrownBy(register::list).isInstanceOf(RegisterFailure.Denied.class).hasMessageContaining("checksumError");
        }
    }

    @Test
    void addressesWhereCloudsKeepCredentialsAreNotCalled() {
        try (var register = open(scalelite().at("http://169.254.169.254"))) {
            assertThatThrownBy(register::list).isInstanceOf(RegisterFailure.Rejected.class).hasMessageContaining("169.254.169.254");
        }
    }

    @Test
    void valuesAreWrittenByTheRulesOfTheirPlace() {
        var odd = "a/b?c=\"d\"&e {x} ü\n";
        var api = new RegisterApi(Optional.of(new ApiAuthentication(AuthenticationType.HEADER, "api", Optional.of("X-Api-Key"), null)),
            new EntryList("/scalelite/api/getServers", Map.of("of", "{component}"), null, "", Optional.of("id"), "url", null, null, null, null, null, null),
            new ApiCall(HttpMethod.PUT, "/entries/{key}", Map.of("q", "{key}"), null, Optional.of("{\"a\": {key}, \"b\": \"<{key}>\", \"port\": {port}, \"o\": {\"x\": 1}}"), null, null), null, null,
            new ApiCall(HttpMethod.DELETE, "/entries/{id}", null, null, null, null, null));
        var access = new Registers.Access(new Key(Kind.REGISTRATION, "default", "bbb"), custom(api), "mark", Map.of("api", new SecretText(SECRET)));
        var places = new HashMap<>(access.places());
        places.putAll(Map.of("key", odd, "port", "8080"));
        var request = new Requests(access).of(api.add(), places);

        assertThat(request.uri().getRawPath()).isEqualTo("/entries/a%2Fb%3Fc%3D%22d%22%26e%20%7Bx%7D%20%C3%BC%0A");
        assertThat(request.uri().getRawQuery()).isEqualTo("q=a%2Fb%3Fc%3D%22d%22%26e%20%7Bx%7D%20%C3%BC%0A");
        assertThat(request.headers().firstValue("X-Api-Key")).contains(SECRET);
        assertThat(api.add().body().map(b -> dev.plimsoll.model.registration.Template.of("b", b).fill(dev.plimsoll.model.registration.Escape.JSON, places::get)))
            .contains("{\"a\": \"a/b?c=\\\"d\\\"&e {x} ü\\u000a\", \"b\": \"<a/b?c=\\\"d\\\"&e {x} ü\\u000a>\", \"port\": 8080, \"o\": {\"x\": 1}}");
        assertThatThrownBy(() -> new Requests(access).of(api.remove(), Map.of("id", ".."))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aCallThatCannotBeMadeIsRefusedBeforeAnythingDependsOnIt() {
        var noSecret = new Registers.Access(new Key(Kind.REGISTRATION, "default", "bbb"), scalelite(), "mark", Map.of("api", new SecretText(SECRET)));
        assertThatThrownBy(() -> HttpRegister.open(noSecret)).isInstanceOf(RegisterFailure.Rejected.class).hasMessageContaining("secret/scalelite has no entry 'server'");

        var noJson = new RegisterApi(null, new EntryList("/list", null, null, "", null, "url", null, null, null, null, null, null), ApiCall.post("/add", "{\"url\": }"), null, null, ApiCall.post("/remove", "{}"));
        assertThatThrownBy(() -> open(custom(noJson))).isInstanceOf(RegisterFailure.Rejected.class).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> new RegisterApi(null, noJson.list(), noJson.add(), null, null, ApiCall.post("/remove", "{\"port\": {port}}"))).isInstanceOf(InvalidValue.class)
            .hasMessageContaining("{port}, which is not known there");
    }

    @Test
    void entriesAreFoundWhereTheListSays() {
        var list = new EntryList("/x", null, null, "/data/servers", Optional.of("/meta/id"), "url", Optional.of("up"), List.of("true"), null, Optional.of("n"), null, null);
        var body = "{\"data\": {\"servers\": {\"a\": {\"meta\": {\"id\": 7}, \"url\": \"u1\", \"up\": true, \"n\": 0.0}, \"b\": {\"url\": \"without an id\"}, \"c\": 4}}}";
        assertThat(EntryReading.entries(list, body.getBytes(java.nio.charset.StandardCharsets.UTF_8))).containsExactly(new RegisterEntry("7", "u1", "true", "0.0", ""));
        assertThat(list.idle(new RegisterEntry("7", "u1", "true", "0.0", ""))).isTrue();
        assertThatThrownBy(() -> EntryReading.entries(list, "{\"data\": 4}".getBytes(java.nio.charset.StandardCharsets.UTF_8))).isInstanceOf(RegisterFailure.Unreachable.class).hasMessageContaining("/data/servers");
    }

    private RegistrationSpec custom(RegisterApi api) {
        return new RegistrationSpec("bbb", null, 0, "{slot}", server.address(), Optional.of("scalelite"), null, Optional.of(api), null, null, 120, false);
    }
}
