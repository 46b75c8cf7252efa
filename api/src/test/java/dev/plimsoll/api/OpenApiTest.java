package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.JsonText;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.planning.Fingerprint;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Walks the OpenAPI document and calls every operation on a running server: each must answer with a status and a body the document declares.
class OpenApiTest {
    private static final String CONTEXT = "a tar, more or less";
    private static final String ASSEMBLY = "apiVersion: plimsoll/v1\nkind: Assembly\nmetadata: {name: sample, labels: {a: b}}\nspec:\n  topology:\n    components:\n"
        + "      web: {image: 'nginx:1', ports: [{target: 80, published: 8080}], mounts: [{type: tmpfs, target: /t}, {type: volume, volume: d, target: /d}], "
        + "health: {test: [CMD, 'true'], interval: 1m30s}, files: [{source: config, name: sample, entry: a, target: /a, mode: '0440'}]}\n    volumes: {d: {}}\n";
    private static final Set<String> SPECS = Set.of("components", "assemblies", "plans", "environments", "configs", "secrets");

    /// Kinds that cannot be without a spec.
    private static final Map<String, String> NEEDED = Map.ofEntries(
        Map.entry("routes", "{match: 'Host(`a`)', targets: [{component: free, port: 80}]}"),
        Map.entry("components", "{image: nginx}"),
        Map.entry("regions", "{cloud: simulated}"),
        Map.entry("flavors", "{cpus: 1}"),
        Map.entry("networks", "{region: here, cidr: 10.1.0.0/16}"),
        Map.entry("firewalls", "{region: here}"),
        Map.entry("sshkeys", "{region: here, publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB/RF0VzmoGxXCbzYmU4zyMDbgSpcHhFQpAYEQtFPWgn}"),
        Map.entry("floatingips", "{region: here}"),
        Map.entry("pools", "{region: here}"),
        Map.entry("machines", "{region: here}"),
        Map.entry("clusters", "{pools: [sample]}"),
        Map.entry("upgrades", "{cluster: sample}"),
        Map.entry("issuers", "{type: internal}"),
        Map.entry("certificates", "{names: [a.example.org]}"),
        Map.entry("dnszones", "{domain: example.org, provider: embedded}"),
        Map.entry("dnsrecords", "{zone: sample, name: www, type: a, values: [192.0.2.1]}"),
        Map.entry("registrations", "{component: bbb, key: bbb-1, url: https://lb.example.org, secret: sample, preset: scalelite}"),
        Map.entry("announcements", "{endpoints: [\"https://etcd.example.org:2379\"]}"));

    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void everyOperationDoesWhatTheDocumentSays() {
        var document = client.get("/v1/openapi.json").body();
        assertThat(client.send("POST", "/v1/apply", "{\"files\":{\"a.yaml\":" + Client.quoted(ASSEMBLY) + "}}").status()).isEqualTo(200);
        var failures = new ArrayList<String>();
        var called = new LinkedHashSet<String>();
        // In an order in which each finds what it needs: made before looked at, looked at before deleted, and the end of all things last.
        for (var method : List.of("put", "post", "head", "get", "patch", "delete")) {
            document.path("paths").properties().stream().filter(p -> p.getValue().has(method)).forEach(p -> {
                var operation = method.toUpperCase(java.util.Locale.ROOT) + " " + p.getKey();
                called.add(operation);
                check(document, operation, p.getKey(), p.getValue().path(method), failures);
            });
        }
        assertThat(failures).isEmpty();
        assertThat(called).hasSizeGreaterThan(60).contains("GET /v1/projects/{project}/assemblies/{name}/tree", "PUT /v1/projects/{project}/plans/{name}");
        assertThat(client.plane.shutDown.getCount()).isZero();
    }

    private void check(JsonNode document, String operation, String template, JsonNode declared, List<String> failures) {
        if (template.endsWith("/exec") || template.equals("/v1/events") || template.contains("releases/{name}")) {
            // A WebSocket, a stream without end and what only controllers make have tests of their own.
            return;
        }
        var method = operation.substring(0, operation.indexOf(' '));
        var answer = call(method, template);
        var status = Integer.toString(answer.statusCode());
        // Nobody is there to roll back, revoke, remove or recover for: those operations answer a problem, which is declared too.
        var response = declared.path("responses").has(status) ? declared.path("responses").path(status) : declared.path("responses").path("default");
        if (!declared.path("responses").has(status) && !template.endsWith("/rollback") && !template.endsWith("/revoke") && !template.endsWith("/recover") && !template.endsWith("/remove") && !Set.of("PUT", "PATCH").contains(method)) {
            failures.add(operation + " answered " + status + ": " + answer.body());
        }
        var type = answer.headers().firstValue("Content-Type").orElse("").replace("; charset=utf-8", "").replace("; version=0.0.4", "");
        if (!type.contains("json") || type.contains("ndjson") || method.equals("HEAD")) {
            return;
        }
        var schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            failures.add(operation + " answered " + status + " with " + type + ", which is not declared: " + answer.body());
            return;
        }
        var whole = (com.fasterxml.jackson.databind.node.ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole.toString(), InputFormat.JSON)
            .validate(answer.body(), InputFormat.JSON).forEach(error -> failures.add(operation + " " + status + ": " + error));
    }

    private HttpResponse<String> call(String method, String template) {
        var path = template.replace("/projects/{name}", method.equals("DELETE") ? "/projects/fresh" : "/projects/default")
            .replace("{project}", "default").replace("{sha256}", Fingerprint.sha256(CONTEXT))
            .replace("machines/{name}/remove", "machines/nobody/remove").replace("components/{name}", "components/free").replace("{name}", "sample");
        if (method.equals("DELETE") && path.equals("/v1/projects/fresh")) {
            client.send("PUT", path, "{}");
        }
        HttpRequest.Builder request = client.request(path + (template.endsWith("explain") ? "?path=component.health" : template.endsWith("report") ? "?step=engine&outcome=begun" : ""));
        return client.send(request.method(method, body(method, path).isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body(method, path)))).raw();
    }

    private static String body(String method, String path) {
        if (path.startsWith("/v1/contexts/")) {
            return method.equals("PUT") ? CONTEXT : "";
        }
        if (method.equals("PUT") || method.equals("PATCH")) {
            var kind = path.split("/").length > 4 ? path.split("/")[4] : "";
            return NEEDED.containsKey(kind) ? "{\"spec\":" + json(NEEDED.get(kind)) + "}" : SPECS.contains(kind) || kind.isEmpty() ? "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}" : "{}";
        }
        return method.equals("POST") ? Map.of("/v1/apply", "{\"files\":{\"a.yaml\":" + Client.quoted(ASSEMBLY) + "}}", "/v1/preview", "{\"files\":{\"a.yaml\":" + Client.quoted(ASSEMBLY) + "}}",
            "/v1/lint", "{\"files\":{\"a.yaml\":" + Client.quoted(ASSEMBLY) + "}}", "/v1/convert", "{\"files\":{\"a.yaml\":" + Client.quoted(ASSEMBLY) + "}}",
            "/v1/machines/enrol", "a request", "/v1/images", "{\"reference\":\"nginx\"}", "/v1/shutdown", "").getOrDefault(path, path.endsWith("/scale") ? "{\"replicas\":{\"web\":2}}"
            : path.endsWith("/add") ? "{\"count\":1}" : path.endsWith("/drain") ? "{\"undo\":true}" : path.endsWith("/remove") ? "{}" : path.endsWith("/recover") ? "{\"from\":\"m-1\"}" : path.endsWith("/restart") ? "{\"components\":[]}" : "{\"release\":0}") : "";
    }

    /// YAML, because it needs fewer quotes.
    private static String json(String yaml) {
        return JsonText.of(Yaml.read("spec", yaml, new Findings()).getFirst());
    }
}
