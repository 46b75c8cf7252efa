package dev.plimsoll.compose.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.plimsoll.compose.ComposeFiles;
import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.key.LabelKeys;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.route.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any labels at all: they are read or named, and no reading ends in an exception or takes long.
class LabelsTest {
    private static final List<String> PIECES = List.of("Host", "Path", "PathPrefixStrip", "HostRegexp", "(", ")", "`", "\"", ":", ";", ",", "&&", "||", "!", " ", "{", "}", "{a:[a-z]+}", "/x", "a.b", "$$", "*",
        "[", "\\", "10.0.0.0/8", "é", "\t", "ReplacePathRegex", "Query", "a=b", "%");
    private static final List<String> VALUES = List.of("", "true", "80", "-1", "10s", "Host(`a`)", "Host:a", "/x", "a,b", "http", "a@file", "X:y||Z:", "10.0.0.0/8", "(", "a:b", "1099511627775", "9223372036854775807", "2147483647", "0.5s", "1h1ns", "::1", "[::1]", "a.b.", "\\u0000", "*", "m", "s");

    private static Labelled service(List<Label> labels) {
        return new Labelled("web", "web", labels, List.of(80), Mark.NOWHERE, Trail.ROOT);
    }

    private static Label label(String name, String value) {
        return new Label(name, value, Mark.NOWHERE, Trail.ROOT.to(name));
    }

    @Test
    void anyRuleOfEitherGenerationIsReadOrRefused() {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var rule = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                rule.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            stable(() -> NewerRules.read(rule.toString()), rule.toString());
            stable(() -> OlderRules.read(rule.toString()).match(), rule.toString());
        }
    }

    private static void stable(java.util.function.Supplier<Match> reading, String rule) {
        try {
            var match = reading.get();
            assertThat(Match.parse(match.text())).as(rule).isEqualTo(match);
        } catch (InvalidValue refused) {
            assertThat(refused.getMessage()).as(rule).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host:", "Path:/{", "HostRegexp:{a:", "(", "Host(`", "!", "Host:a;"})
    void aHostileRuleEndsInTime(String piece) {
        var long_ = piece.repeat(200_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            stable(() -> NewerRules.read(long_), piece);
            stable(() -> OlderRules.read(long_).match(), piece);
            stable(() -> OlderRules.read(long_.substring(0, 16_000)).match(), piece);
        });
    }

    @Test
    void anyLabelsAreReadOrNamed() {
        var names = names();
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var labels = new ArrayList<Label>();
            for (int i = random.nextInt(12); i > 0; i--) {
                labels.add(label(names.get(random.nextInt(names.size())), VALUES.get(random.nextInt(VALUES.size()))));
            }
            var routes = new Routes("shop", new Findings());
            LabelRoutes.into(routes, List.of(service(labels)), new EntryPoints(Map.of()), Dialect.values()[random.nextInt(3)]);
            assertThat(routes.specs().values()).as("seed %d: %s", seed, labels).allSatisfy(r ->
                assertThat(ResourceJson.readSpec(Kind.ROUTE, ResourceJson.spec(r))).as("stored and read again").isEqualTo(r));
        }
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        Map.of("http.routers.r.", LabelKeys.ROUTER, "http.services.s.", LabelKeys.SERVICE, "http.middlewares.m.", LabelKeys.MIDDLEWARE, "tcp.routers.r.", LabelKeys.TCP_ROUTER,
            "tcp.services.s.", LabelKeys.TCP_SERVICE, "tcp.middlewares.m.", LabelKeys.TCP_MIDDLEWARE, "", LabelKeys.OLDER, "x.", LabelKeys.OLDER).forEach((before, table) ->
                table.treatments().keySet().stream().sorted().forEach(key -> names.add("traefik." + before + key.replace("[n]", "[0]").replaceAll("<[a-z]+>", "X"))));
        Stream.of("", ".", "..", "http", "http.", "http.routers", "http.routers.", "http.routers..rule", "enable", "x", "x.y", "tcp.", "udp.", ".rule", "frontend.", "backend.").forEach(n -> names.add("traefik." + n));
        return names;
    }

    @Test
    void everyLabelOfTheTablesIsKnownToThem() {
        var findings = new Findings();
        names().stream().filter(n -> n.startsWith("traefik.http.routers.r.") || n.startsWith("traefik.http.services.s.") || n.startsWith("traefik.http.middlewares.m."))
            .forEach(n -> LabelRoutes.into(new Routes("shop", findings), List.of(service(List.of(label(n, "1")))), new EntryPoints(Map.of()), Dialect.COMPOSE));
        assertThat(findings.list()).filteredOn(f -> f.code().equals("UnknownLabel")).isEmpty();
    }

    @Test
    void noHashIsInAnythingThatIsShown() {
        var hash = "$2y$05$" + "s".repeat(53);
        var declared = declared("  web:\n    image: a\n    expose: ['80']\n    labels:\n      traefik.http.routers.a.rule: Host(`a`)\n      traefik.http.routers.a.middlewares: m\n"
            + "      traefik.http.middlewares.m.basicauth.users: 'ann:" + hash.replace("$", "$$") + "'\n  bad:\n    image: a\n    labels:\n      traefik.port: '80'\n"
            + "      traefik.frontend.rule: Host:b\n      traefik.frontend.auth.basic.users: 'bob:ssssssss'\n");
        assertThat(declared.findings()).extracting(Finding::toString).noneMatch(f -> f.contains("ssss"));
        var secret = declared.resources().stream().filter(r -> r.spec() instanceof SecretSpec).findFirst().orElseThrow();
        assertThat(secret.spec(SecretSpec.class).data()).containsEntry("ann", hash);
        assertThat(declared.resources().stream().filter(r -> r.spec() instanceof AssemblySpec).map(Resource::toString).toList()).noneMatch(t -> t.contains("ssss"));
    }

    @Test
    void thousandsOfRoutersAreReadInTime() {
        var labels = new ArrayList<Label>();
        for (int i = 0; i < 5_000; i++) {
            labels.add(label("traefik.http.routers.r" + i + ".rule", "Host(`h" + i + ".example.org`)"));
            labels.add(label("traefik.http.routers.r" + i + ".service", "s" + i));
            labels.add(label("traefik.http.services.s" + i + ".loadbalancer.server.port", "80"));
        }
        var routes = new Routes("shop", new Findings());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> LabelRoutes.into(routes, List.of(service(labels)), new EntryPoints(Map.of()), Dialect.COMPOSE));
        assertThat(routes.specs()).hasSize(5_000).allSatisfy((_, r) -> assertThat(r).extracting(RouteSpec::targets).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(1));
    }

    private static Declaration declared(String services) {
        return ComposeFiles.read(ComposeRequest.of(new Bundle(Map.of("compose.yml", "services:\n" + services), Map.of(), Set.of(), Set.of(), Map.of()), "compose.yml", "/srv/shop"));
    }
}
