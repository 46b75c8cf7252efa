package dev.plimsoll.manifest.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Manifests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    private static List<Finding> on(String components) {
        var text = "apiVersion: plimsoll/v1\nkind: Assembly\nmetadata: {name: shop}\nspec:\n  topology:\n    components:\n" + components.indent(6);
        var read = Manifests.read(new Bundle(Map.of("shop.yaml", text), Map.of(), Set.of(), Set.of(), Map.of()), "default");
        assertThat(read.findings()).isEmpty();
        return Advice.on(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        {ports: [{target: 80, published: 80}]}                                     | NoHealthCheck
        {health: {test: [CMD, x]}}                                                  | NoStartPeriod
        {mounts: [{type: volume, volume: v, target: /var/log/app}]}                 | LogsInFiles
        {logging: {driver: none}}                                                   | LogsLost
        {logging: {driver: json-file}}                                              | LogsUnlimited
        {environment: {APP_LOG_LEVEL: debug}}                                       | Loud
        {environment: {DEBUG: "1"}}                                                 | Loud
        {environment: {DB_PASSWORD: hunter2}}                                       | SecretInEnvironment
        {environment: {DATABASE: "postgres://u:hunter2@db/x"}}                      | SecretInEnvironment
        {image: "web:latest"}                                                       | MovingTag
        {image: "registry:5000/web"}                                                | MovingTag
        {mounts: [{type: bind, source: /srv/app, target: /app}]}                    | CodeFromHost
        {mounts: [{type: volume, target: /data}]}                                   | AnonymousVolume
        {replicas: 2, mounts: [{type: volume, volume: v, target: /data}]}           | SharedVolume
        {image: "postgres:16", mounts: [{type: volume, volume: v, target: /data}]}  | TwoWriters
        {process: {command: [sh, -c, "run it"]}}                                    | ShellInFront
        {isolation: {privileged: true}}                                             | Privileged
        {isolation: {namespaces: {network: host}}}                                  | HostNamespace
        {mounts: [{type: bind, source: /var/run/docker.sock, target: /s}]}          | EngineSocket
        {limits: {cpus: 1}}                                                         | NoMemoryLimit
        """)
    void says(String component, String code) {
        var fields = component.substring(1, component.length() - 1);
        var whole = "{" + (fields.contains("image:") ? "" : "image: \"web:1\", ") + fields + (fields.contains("limits:") ? "" : ", limits: {memory: 1}") + "}";

        assertThat(on("web: " + whole)).extracting(Finding::code).containsExactly(code);
        assertThat(on("web: " + whole)).allMatch(f -> f.path().startsWith("assembly/shop.web") && !f.toString().contains("hunter2") && f.severity() != Finding.Severity.ERROR);
    }

    @Test
    void standsWhereTheComponentDoesOrWhatItSays() {
        assertThat(on("web:\n  image: web:1\n  environment:\n    DEBUG: '1'\n")).extracting(f -> f.code() + " " + f.file() + ":" + f.line())
            .containsExactlyInAnyOrder("Loud shop.yaml:10", "NoMemoryLimit shop.yaml:7");
    }

    @Test
    void waitsForStartOnly() {
        var db = "db: {image: \"db:1\", limits: {memory: 1}, health: {test: [CMD, x], startPeriod: 5s}}\n";

        assertThat(on(db + "web: {image: \"web:1\", limits: {memory: 1}, dependsOn: [{component: db}]}")).extracting(Finding::code).containsExactly("WaitsForStartOnly");
        assertThat(on(db + "web: {image: \"web:1\", limits: {memory: 1}, dependsOn: [{component: db, until: healthy}]}")).isEmpty();
    }

    @Test
    void aTidyComponentNeedsNone() {
        assertThat(on("web: {image: \"web@sha256:" + "a".repeat(64) + "\", ports: [{target: 80}], health: {test: [CMD, x], startPeriod: 5s}, limits: {memory: 1},"
            + " environment: {PASSWORD_FILE: /run/secrets/p, LOG_LEVEL: info}, process: {command: [sh, -c, exec run]}}")).isEmpty();
    }
}
