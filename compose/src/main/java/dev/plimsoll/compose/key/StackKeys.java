package dev.plimsoll.compose.key;

/// The keys of Swarm stack files, versions 3.0 to 3.13, on one engine. A key of a later version is taken in a file of an earlier one too.
///
/// What `docker stack deploy` passes over is passed over here too, because a file that ran unprivileged must not become privileged by moving.
/// Source: the schemas, the lists of unsupported keys and the conversion in the Docker CLI (`cli/compose`).
final class StackKeys {
    private static final String AS_THERE = "'docker stack deploy' passes it over, and so does Plimsoll";
    private static final String COMPOSE = "--dialect compose honours it";
    private static final String USE_DEPLOY = "write it under deploy.resources";

    private StackKeys() {}

    private static final KeyTable FILE = KeyTable.honouring("version services networks volumes configs secrets");

    private static final KeyTable SERVICE = KeyTable.honouring("""
        cap_add cap_drop command configs deploy dns dns_search entrypoint env_file environment extra_hosts healthcheck hostname image init labels
        logging networks oom_score_adj read_only secrets stdin_open stop_grace_period stop_signal sysctls tty ulimits user volumes
        working_dir""")
        .honouring("depends_on", "'docker stack deploy' starts all at once; here the order is kept")
        .honouring("ports", "an address before the port is honoured; 'docker stack deploy' would publish on all of them")
        .honouring("restart", "when there is no deploy.restart_policy")
        .honouring("tmpfs", "'docker stack deploy' would drop it in silence")
        .noting("container_name", "names of containers are computed")
        .noting("expose", "containers of one network reach all ports of each other")
        .noting("links", "containers of one network know each other by the names of their services")
        .warning("build", "a stack file's images are not built", "build and push the image before, or use --dialect compose")
        .warning("cgroup_parent", AS_THERE, COMPOSE)
        .warning("cgroupns_mode", AS_THERE, "use cgroup, with --dialect compose")
        .warning("devices", AS_THERE, COMPOSE)
        .warning("domainname", AS_THERE, COMPOSE)
        .warning("external_links", AS_THERE, "attach both to an external network")
        .warning("ipc", AS_THERE, COMPOSE)
        .warning("isolation", "it is for Windows only")
        .warning("mac_address", AS_THERE, COMPOSE)
        .warning("network_mode", AS_THERE, "use an external network called host or none, or --dialect compose")
        .warning("pid", AS_THERE, COMPOSE)
        .warning("privileged", AS_THERE, COMPOSE)
        .warning("security_opt", AS_THERE, COMPOSE)
        .warning("shm_size", AS_THERE, "mount a tmpfs at /dev/shm, or use --dialect compose")
        .warning("userns_mode", AS_THERE, COMPOSE)
        .refusing("credential_spec", "it is for Windows only", "remove it")
        .refusing("extends", "stack files cannot extend each other", "give several files, or use --dialect compose")
        .refusing("cpu_quota", "stack files have no such key", USE_DEPLOY)
        .refusing("cpu_shares", "stack files have no such key", USE_DEPLOY)
        .refusing("cpuset", "stack files have no such key", USE_DEPLOY)
        .refusing("mem_limit", "stack files have no such key", USE_DEPLOY)
        .refusing("memswap_limit", "stack files have no such key", USE_DEPLOY)
        .refusing("volume_driver", "stack files have no such key", "declare the volume under volumes with its driver")
        .refusing("volumes_from", "stack files have no such key", "name the shared volumes under volumes of both services");

    private static final KeyTable NETWORK = KeyTable.honouring("name external driver_opts internal attachable ipam labels")
        .honouring("driver", "an overlay is a bridge on one engine");

    private static final KeyTable UPDATE = KeyTable.honouring("parallelism delay max_failure_ratio")
        .honouring("order", "stop-first when not written, even without update_config")
        .honouring("failure_action", "pause when not written")
        .honouring("monitor", "5s when not written");

    private static final KeyTable MOUNT_BIND = KeyTable.honouring("propagation create_host_path selinux recursive");

    static final Keys ALL = ComposeKeys.ALL.without(Place.BUILD, Place.INCLUDE, Place.EXTENDS, Place.DEVICE, Place.DEVICE_REQUEST, Place.BLOCK_IO, Place.BLOCK_RATE,
        Place.BLOCK_WEIGHT).with(Place.FILE, FILE).with(Place.SERVICE, SERVICE).with(Place.NETWORK, NETWORK).with(Place.UPDATE, UPDATE)
        .with(Place.MOUNT_BIND, MOUNT_BIND);
}
