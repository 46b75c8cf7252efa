package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Firewalls: security groups of Neutron.
final class Firewalls {
    /// What Neutron calls the group of everything that names none; nobody else may call one so.
    static final String USUAL = "default";
    /// Objects on a page of Neutron's.
    static final int PAGE = 1_000;

    private final Api api;

    Firewalls(Api api) {
        this.api = api;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        groups(Route.to("/security-groups").with("project_id", api.session().project()).with("limit", PAGE)).forEach(group ->
            Stamps.ofDescription(group).filter(s -> s.plane().equals(plane) && Stamps.within(api.session().project(), group)).ifPresent(stamp -> {
                var id = group.path("id").asText();
                var rules = new HashSet<CloudRule>();
                group.path("security_group_rules").forEach(rule -> rules.add(Rules.read(rule).rule(id)));
                seen.add(new CloudObject.Firewall(id, group.path("name").asText(), stamp, CloudPhase.READY, rules));
            }));
        return seen;
    }

    /// A new group comes with rules of Neutron's own; they go.
    String create(CloudPart.Firewall part) {
        var description = Stamps.description(part);
        var there = groups(Route.to("/security-groups").with("description", description).with("project_id", api.session().project())).stream().findFirst();
        var group = there.orElseGet(() -> api.ask(Ask.post("make firewall " + part.name(), Service.NETWORK, Route.to("/security-groups"),
            Map.of("security_group", Map.of("name", part.name(), "description", description)))).path("security_group"));
        level(group, part);
        return group.path("id").asText();
    }

    void change(String id, CloudPart.Firewall part) {
        var ref = new CloudRef(CloudKind.FIREWALL, id);
        var group = find(ref).orElseThrow(() -> OpenStackCloud.absent(ref));
        Stamps.requireStamp(part.stamp(), ref, Stamps.ofDescription(group));
        level(group, part);
    }

    void remove(String plane, CloudRef ref) {
        find(ref).ifPresent(group -> {
            Stamps.requireOurs(plane, ref, Stamps.ofDescription(group));
            api.find(Ask.delete("remove " + ref, Service.NETWORK, Route.to("/security-groups/{}", ref.id())));
        });
    }

    /// Id of the group of everything that names none.
    ///
    /// @throws CloudFailure.Absent `FirewallNotFound`
    String usual() {
        return groups(Route.to("/security-groups").with("name", USUAL).with("project_id", api.session().project())).stream().map(g -> g.path("id").asText()).findFirst()
            .orElseThrow(() -> new CloudFailure.Absent("FirewallNotFound", "this project has no security group " + USUAL, null));
    }

    /// New rules before the old ones go, so that what is let through before and after is let through all the time. All new ones come in one request: all or none.
    private void level(JsonNode group, CloudPart.Firewall part) {
        var id = group.path("id").asText();
        var missing = new ArrayList<>(Rules.wanted(id, part.rules()));
        var extra = new ArrayList<String>();
        Set<Rules.Neutral> kept = new HashSet<>();
        group.path("security_group_rules").forEach(rule -> {
            var there = Rules.read(rule);
            // Neutron itself has no doubles, but two that mean the same.
            if (!missing.remove(there) && !kept.contains(there)) {
                extra.add(rule.path("id").asText());
            } else {
                kept.add(there);
            }
        });
        if (!missing.isEmpty()) {
            var documents = missing.stream().map(rule -> rule.document(id)).toList();
            api.ask(Ask.post("add rules to firewall " + part.name(), Service.NETWORK, Route.to("/security-group-rules"), Map.of("security_group_rules", documents)));
        }
        extra.forEach(rule -> api.find(Ask.delete("take a rule from firewall " + part.name(), Service.NETWORK, Route.to("/security-group-rules/{}", rule))));
    }

    private List<JsonNode> groups(Route route) {
        return api.list(Ask.get("list firewalls", Service.NETWORK, route), "security_groups");
    }

    private Optional<JsonNode> find(CloudRef ref) {
        return api.find(Ask.get("look at " + ref, Service.NETWORK, Route.to("/security-groups/{}", ref.id()))).map(found -> found.path("security_group"));
    }
}
