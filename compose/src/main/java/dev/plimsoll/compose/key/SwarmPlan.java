package dev.plimsoll.compose.key;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a Swarm treats keys otherwise than one engine, for the reference: planned, except what says *now*. Nothing reads it. Source: what a service of the Engine API (1.41) can have.
final class SwarmPlan {
    private static final Map<String, String> OF_A_SERVICE = Stream.concat(refused("a task has no such setting", """
        blkio_config blkio_weight blkio_weight_device device_read_bps device_read_iops device_write_bps device_write_iops cgroup cgroup_parent cpu_period cpu_rt_period
        cpu_rt_runtime cpu_shares cpuset device_cgroup_rules devices domainname ipc mac_address mem_swappiness memswap_limit oom_kill_disable pid privileged runtime
        security_opt storage_opt userns_mode uts"""), Stream.concat(refused("tasks are placed one by one", "links network_mode sidekicks volumes_from external_links"), Stream.of(
            Map.entry("build", "built before, and pushed to a registry"),
            Map.entry("gpus", "as a generic resource of the machines"),
            Map.entry("shm_size", "as a tmpfs at /dev/shm"),
            Map.entry("depends_on", "the order is kept by the control plane"),
            Map.entry("health_check", "probes are made by an agent on each machine"),
            Map.entry("ports", "ingress: on every machine; host: where the task runs"),
            Map.entry("scale_policy", "min to max, with the machines"),
            Map.entry("volumes", "a local volume stays on its machine, so its service does too"))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<Place, Map<String, String>> PLANNED = Map.of(
        Place.SERVICE, OF_A_SERVICE,
        Place.DEPLOY, Map.of("mode", "global: one on each machine, now", "placement", "chosen by, now", "endpoint_mode", "vip where the machines can, dnsrr elsewhere, now", "rollback_config", "honoured"),
        Place.PORT, Map.of("mode", "ingress and host differ"),
        Place.RESTART_POLICY, Map.of("delay", "honoured", "window", "honoured"),
        Place.RESERVATIONS, Map.of("generic_resources", "honoured"),
        Place.NETWORK, Map.of("driver", "overlay, unless written", "driver_opts", "encrypted is honoured"),
        Place.ATTACHMENT, Map.of("ipv4_address", "refused: tasks get the addresses the Swarm gives", "ipv6_address", "refused: tasks get the addresses the Swarm gives",
            "mac_address", "refused: tasks get the addresses the Swarm gives", "link_local_ips", "refused: tasks get the addresses the Swarm gives", "priority", "not honoured"));

    private SwarmPlan() {}

    private static Stream<Map.Entry<String, String>> refused(String why, String keys) {
        return Stream.of(keys.strip().split("\\s+")).map(key -> Map.entry(key, "refused: " + why));
    }

    /// How it will differ; none when it will be as on one engine.
    static Optional<String> of(Place place, String key) {
        return Optional.ofNullable(PLANNED.getOrDefault(place, Map.of()).get(key));
    }
}
