package dev.plimsoll.compose.rancher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.source.Scope;
import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is left of balancers and services elsewhere for whoever makes routes of them.
class BalancersTest {
    private static String group(String name, String first, String second) {
        var bundle = new Bundle(Map.of("app.yml", first, "app-rancher.yml", second), Map.of(), Set.of(), Set.of(".env"), Map.of());
        var asked = new Asked(bundle);
        var tree = new PairLoader(asked, new Findings(), "default").load(List.of("app.yml", "app-rancher.yml"), Scope.of(Map.of(), asked, ""), "app").tree();
        return tree.get(name).map(BalancersTest::written).orElse("");
    }

    private static String written(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text();
            case Node.Tagged tagged -> tagged.tag() + " " + written(tagged.node());
            case Node.Sequence sequence -> sequence.items().stream().map(BalancersTest::written).collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping -> new LinkedHashMap<>(mapping.entries()).entrySet().stream().map(e -> e.getKey() + ": " + written(e.getValue().value()))
                .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    @Test
    void aBalancerKeepsItsRules() {
        assertThat(group("load_balancers", "lb: {image: rancher/lb-service-haproxy, ports: ['80:80']}\nweb: {image: nginx}",
            "lb: {lb_config: {port_rules: [{source_port: 80, service: web, target_port: 8080}]}}"))
            .isEqualTo("{lb: {image: rancher/lb-service-haproxy, ports: [80:80], lb_config: {port_rules: [{source_port: 80, service: web, target_port: 8080}]}}}");
    }

    @Test
    void oneOfTheFirstKindGetsRules() {
        assertThat(group("load_balancers", """
            lb:
              image: rancher/load-balancer-service
              ports: ["80:8080", 443, "5000:5000/tcp"]
              expose: ["3306:3307/tcp"]
              links: ["web:web", api]
              labels:
                io.rancher.loadbalancer.ssl.ports: "443"
                io.rancher.loadbalancer.target.web: "www.example.org:80/shop=8081,9000"
            """, "lb: {load_balancer_config: {lb_cookie_stickiness_policy: {mode: insert}}, default_cert: main}"))
            .contains("{source_port: 80, protocol: http, service: web, target_port: 8081, hostname: www.example.org, path: /shop}")
            .contains("{source_port: 80, protocol: http, service: web, target_port: 9000}")
            .contains("{source_port: 80, protocol: http, service: api, target_port: 8080}")
            .contains("{source_port: 443, protocol: https, service: web, target_port: 9000}")
            .contains("{source_port: 5000, protocol: tcp, service: api, target_port: 5000}")
            .contains("{source_port: 3306, protocol: tcp, service: api, target_port: 3307}")
            .contains("default_cert: main", "stickiness_policy: {mode: insert}").doesNotContain("links");
    }

    @Test
    void servicesElsewhereSayWhereTheyAre() {
        assertThat(group("external_services", "mail: {image: rancher/external-service}\nsearch: {image: rancher/external-service}",
            "mail: {external_ips: [192.0.2.1]}\nsearch: {hostname: search.example.org}"))
            .isEqualTo("{mail: {image: rancher/external-service, external_ips: [192.0.2.1]}, "
                + "search: {image: rancher/external-service, external_hostname: search.example.org}}");
    }

    @Test
    void rulesOfASelectedServiceStayWithIt() {
        assertThat(group("services", "web: {image: nginx, labels: {tier: web}}", "web: {lb_config: {port_rules: [{target_port: 8080}]}}"))
            .contains("lb_config: {port_rules: [{target_port: 8080}]}", "labels: {tier: web}");
    }
}
