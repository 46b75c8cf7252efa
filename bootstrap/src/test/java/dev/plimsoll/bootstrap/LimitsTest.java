package dev.plimsoll.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.outside.SecretText;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What does not fit, what must not be there, and what can never be right.
final class LimitsTest {
    /// The smallest room a cloud has: EC2's.
    private static final int SMALLEST = 16 << 10;

    /// A shell script goes over SSH, where there is room.
    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "SHELL")
    void everything_in_the_model_fits_into_the_smallest_room(Format format) {
        assertThat(Examples.full().userData(format, SMALLEST)).hasSizeLessThan(SMALLEST * 3 / 4);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_too_large_is_refused_with_the_largest_files(Format format) {
        var noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        var plain = Examples.plain();
        var large = new Bootstrap("m", List.of(), List.of(new BootFile("/etc/large", 0644, Base64.getEncoder().encodeToString(noise))), List.of(), List.of(), List.of(),
            List.of(), List.of(), Optional.empty(), Optional.empty(), plain.engine(), false, plain.enrolment());
        assertThatThrownBy(() -> large.userData(format, SMALLEST)).isInstanceOf(InvalidValue.class).hasMessageContaining("16384").hasMessageContaining("/etc/large");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void nothing_secret_but_the_one_time_credential_is_in_user_data(Format format) {
        var text = Examples.full().userData(format, SMALLEST);
        var files = Effects.of(format, text).files();
        var auth = Base64.getEncoder().encodeToString(("ci:" + Examples.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (var secret : List.of(Examples.PASSWORD, auth)) {
            assertThat(text).doesNotContain(secret);
            assertThat(files.values()).noneMatch(content -> content.contains(secret));
        }
        assertThat(files.entrySet().stream().filter(file -> file.getValue().contains(Examples.ENROLMENT.credential().reveal())).map(java.util.Map.Entry::getKey))
            .containsExactly("/etc/plimsoll/credential");
        assertThat(Examples.full().handover()).singleElement().satisfies(file -> assertThat(file.text()).contains(auth));
    }

    @Test
    void secrets_are_in_no_text_for_people() {
        assertThat(Examples.full().toString()).doesNotContain(Examples.PASSWORD).doesNotContain(Examples.ENROLMENT.credential().reveal());
        assertThat(Examples.full().handover().toString()).doesNotContain(Base64.getEncoder().encodeToString(("ci:" + Examples.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
            attempt("a second line in a user's name", () -> new User("ops\nroot", List.of(), List.of(Examples.KEY))),
            attempt("root", () -> new User("root", List.of(), List.of(Examples.KEY))),
            attempt("a user who could never log in", () -> new User("ops", List.of(), List.of())),
            attempt("a second key smuggled in", () -> new User("ops", List.of(), List.of(Examples.KEY + "\n" + Examples.KEY))),
            attempt("a command before the key", () -> new User("ops", List.of(), List.of("command=\"x\" " + Examples.KEY))),
            attempt("a path that climbs", () -> new BootFile("/etc/../root/.ssh/authorized_keys", 0600, "")),
            attempt("a relative path", () -> new BootFile("etc/x", 0600, "")),
            attempt("set-uid bits", () -> new BootFile("/etc/x", 04755, "")),
            attempt("a quote in a unit's name", () -> new Unit("a'; reboot; '.service", true, "")),
            attempt("a specifier in a mount's path", () -> new Disk("/dev/vdb", Disk.System.XFS, "/data%n", "defaults")),
            attempt("a device that is none", () -> new Disk("/etc/passwd", Disk.System.XFS, "/data", "defaults")),
            attempt("a section smuggled into a network's file", () -> new Link("eth0\n[Network]", List.of(), Optional.empty(), List.of(), 0)),
            attempt("a rule smuggled into the firewall", () -> new HostFirewall.Rule(HostFirewall.Protocol.TCP, 22, 22, List.of("10.0.0.0/8 accept; ip saddr 0.0.0.0/0"))),
            attempt("an engine option of our own", () -> new EngineOptions(java.util.Map.of("hosts", "[\"tcp://0.0.0.0:2375\"]"))),
            attempt("an option smuggled in", () -> new EngineOptions(java.util.Map.of("mtu", "1400,\"hosts\":[]"))),
            attempt("an option that is no JSON", () -> new EngineOptions(java.util.Map.of("mtu", "{"))),
            attempt("a group smuggled in", () -> new User("ops", List.of("sudo,root"), List.of(Examples.KEY))),
            attempt("ports in the wrong order", () -> new HostFirewall.Rule(HostFirewall.Protocol.TCP, 23, 22, List.of())),
            attempt("no port", () -> new HostFirewall.Rule(HostFirewall.Protocol.UDP, 0, 0, List.of())),
            attempt("a control plane without TLS", () -> new Enrolment("http://10.0.0.1:7443", "ab".repeat(32), "m", new SecretText("x".repeat(32)))),
            attempt("a setting smuggled into the address", () -> new Enrolment("https://10.0.0.1:7443\nauthority=x", "ab".repeat(32), "m", new SecretText("x".repeat(32)))),
            attempt("half a fingerprint", () -> new Enrolment("https://10.0.0.1:7443", "ab", "m", new SecretText("x".repeat(32)))),
            attempt("a header smuggled into the credential", () -> new Enrolment("https://10.0.0.1:7443", "ab".repeat(32), "m", new SecretText("x".repeat(32) + "\r\nX: y"))),
            attempt("a script that nothing could run", () -> new BootScript("x", "echo hello")),
            attempt("a file among our own", () -> with(new BootFile("/etc/plimsoll/token", 0600, ""))),
            attempt("the same file twice", () -> with(new BootFile("/etc/a", 0600, ""), new BootFile("/etc/a", 0644, ""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void can_never_be_right(String what, Runnable attempt) {
        assertThatThrownBy(attempt::run).as(what).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_refused_credential_is_not_shown() {
        assertThatThrownBy(() -> new Enrolment("https://10.0.0.1:7443", "ab".repeat(32), "m", new SecretText("planted secret with blanks in it")))
            .hasMessageNotContaining("planted");
    }

    private static Arguments attempt(String what, Runnable attempt) {
        return Arguments.of(what, attempt);
    }

    private static Bootstrap with(BootFile... files) {
        var plain = Examples.plain();
        return new Bootstrap("m", List.of(), List.of(files), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), plain.engine(), false, plain.enrolment());
    }
}
