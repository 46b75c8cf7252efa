package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// All ports of Neutron that we may see: who is in which network, and behind which firewalls. Listings of machines and of networks both need them, and while nothing changes one listing serves both.
final class Ports {
    /// More than half the time between two sweeps, so that of two listings a sweep the second finds the first one's, however far they are apart.
    private static final Duration GOOD = Duration.ofSeconds(75);
    /// What was asked for comes and goes a while after the answer.
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final Api api;
    private final InstantSource clock;
    private volatile Listed latest = new Listed(Instant.EPOCH, List.of());
    private volatile Instant changed = Instant.EPOCH;

    Ports(Api api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    private record Listed(Instant asked, List<JsonNode> ports) {}

    /// @param plausible whether ports that were listed a while ago fit with what is known otherwise; when they do not, they are listed anew
    List<JsonNode> all(Predicate<List<JsonNode>> plausible) {
        var known = latest;
        var now = clock.instant();
        if (known.asked().plus(GOOD).isAfter(now) && known.asked().isAfter(changed.plus(SETTLING)) && plausible.test(known.ports())) {
            return known.ports();
        }
        var route = Route.to("/ports").with("fields", "id").with("fields", "network_id").with("fields", "device_id").with("fields", "device_owner").with("fields", "security_groups");
        var fresh = new Listed(now, api.list(Ask.get("list ports", Service.NETWORK, route.with("limit", Firewalls.PAGE)), "ports"));
        latest = fresh;
        return fresh.ports();
    }

    /// Carries out what may change ports: what was listed before then says nothing of them any more.
    <T> T changing(Supplier<T> change) {
        try {
            return change.get();
        } finally {
            changed = clock.instant();
        }
    }
}
