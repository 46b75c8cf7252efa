package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Limits;
import java.util.Optional;
import java.util.Set;

/// What an instance may use: `deploy.resources` and the older keys on the service itself.
final class Allowances {
    private static final Set<String> KEYS = Set.of("deploy", "cpus", "cpu_quota", "cpu_period", "mem_limit", "pids_limit", "mem_reservation", "memswap_limit",
        "cpu_shares", "cpuset", "shm_size", "mem_swappiness", "cpu_rt_period", "cpu_rt_runtime", "blkio_config");

    private Allowances() {}

    static Limits of(Section service) {
        if (!service.hasAny(KEYS)) {
            return Limits.NONE;
        }
        var resources = service.section("deploy", Place.DEPLOY).flatMap(d -> d.section("resources", Place.RESOURCES));
        var limits = resources.flatMap(r -> r.section("limits", Place.LIMITS));
        var reservations = resources.flatMap(r -> r.section("reservations", Place.RESERVATIONS));
        return new Limits(
            one(service, "cpus", limits.flatMap(l -> l.decimal("cpus")), service.decimal("cpus").or(() -> quota(service))),
            one(service, "mem_limit", limits.flatMap(l -> l.bytes("memory")), service.bytes("mem_limit")).filter(b -> b > 0),
            one(service, "pids_limit", limits.flatMap(l -> l.large("pids")), service.large("pids_limit")).filter(p -> p > 0),
            reservations.flatMap(r -> r.decimal("cpus")),
            one(service, "mem_reservation", reservations.flatMap(r -> r.bytes("memory")), service.bytes("mem_reservation")).filter(b -> b > 0),
            service.bytes("memswap_limit").filter(b -> b != 0), service.whole("cpu_shares"), service.text("cpuset").filter(c -> !c.isBlank()),
                service.bytes("shm_size"), swappiness(service), microseconds(service, "cpu_rt_period"), microseconds(service, "cpu_rt_runtime"), BlockIos.of(service));
    }

    private static Optional<Integer> swappiness(Section service) {
        return service.whole("mem_swappiness").filter(s -> {
            boolean legal = s >= 0 && s <= 100;
            if (!legal) {
                service.error("mem_swappiness", "InvalidValue", s + " is not between 0 and 100", "");
            }
            return legal;
        });
    }

    /// A number of microseconds, or a duration.
    private static Optional<Long> microseconds(Section service, String key) {
        boolean number = service.text(key).filter(t -> t.chars().allMatch(c -> c >= '0' && c <= '9')).isPresent();
        return number ? service.large(key) : service.span(key).map(s -> s.toNanos() / 1_000);
    }

    /// A quota of processor time in a period (microseconds; 100 ms when not given) is a number of processors.
    private static Optional<Double> quota(Section service) {
        return service.large("cpu_quota").filter(q -> q > 0).map(q -> q / (double) service.large("cpu_period").filter(p -> p > 0).orElse(100_000L));
    }

    private static <T> Optional<T> one(Section service, String olderKey, Optional<T> deployed, Optional<T> older) {
        if (deployed.isPresent() && older.isPresent() && !deployed.equals(older)) {
            service.error(olderKey, "Contradiction", Quote.of(older.get().toString()) + " here, but " + Quote.of(deployed.get().toString())
                + " under deploy.resources",
                "remove one of them");
        }
        return deployed.or(() -> older);
    }
}
