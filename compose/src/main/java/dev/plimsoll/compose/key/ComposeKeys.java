package dev.plimsoll.compose.key;

import java.util.Map;

/// The Compose specification's keys on one engine.
final class ComposeKeys {
    private static final String NO_SCHEDULING = "there is one engine, so there is nothing to choose";

    private ComposeKeys() {}

    private static final KeyTable FILE = KeyTable.honouring("name services networks volumes configs secrets include")
        .noting("version", "the version says nothing any more; every file is read by the Compose specification")
        .refusing("models", "models are not provided", "declare the model's server as a service");

    private static final KeyTable SERVICE = KeyTable.honouring("""
        build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_period cpu_quota cpu_shares cpus cpuset depends_on deploy devices
        dns dns_opt dns_search domainname entrypoint env_file environment expose extra_hosts group_add healthcheck hostname image init ipc label_file
        labels links logging mem_limit mem_reservation memswap_limit network_mode networks oom_kill_disable oom_score_adj pid pids_limit ports privileged
        profiles pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal sysctls tmpfs tty
        ulimits user userns_mode uts volumes working_dir""")
        .noting("attach", "it is about the terminal of 'docker compose up'; use 'plimsoll logs'")
        .noting("develop", "it is about 'docker compose watch'; deploying does not use it")
        .noting("platform", "the engine's own platform is used")
        .warning("annotations", "annotations are not passed to the engine", "use labels")
        .warning("blkio_config", "weights and limits of block devices are not passed to the engine")
        .warning("cpu_count", "it is for Windows only", "use cpus")
        .warning("cpu_percent", "it is for Windows only", "use cpus")
        .warning("cpu_rt_period", "real-time scheduling is not passed to the engine")
        .warning("cpu_rt_runtime", "real-time scheduling is not passed to the engine")
        .warning("device_cgroup_rules", "rules for devices are not passed to the engine", "name the devices under devices")
        .warning("external_links", "links to containers of others are not made", "attach both to an external network")
        .warning("gpus", "GPUs are not passed to the engine", "name the devices under devices")
        .warning("isolation", "it is for Windows only")
        .warning("mac_address", "fixed MAC addresses are not passed to the engine")
        .warning("mem_swappiness", "swappiness is not passed to the engine", "use memswap_limit")
        .warning("storage_opt", "storage options are not passed to the engine")
        .warning("volume_driver", "it would be for volumes without a name", "declare the volume under volumes with its driver")
        .refusing("credential_spec", "it is for Windows only", "remove it")
        .refusing("external", "a service cannot be external", "remove it")
        .refusing("post_start", "commands after the start are not run", "make them part of the image's entrypoint, or a service of their own")
        .refusing("pre_start", "commands before the start are not run", "make them a service of their own and depend on its completion")
        .refusing("pre_stop", "commands before the stop are not run", "handle stop_signal in the process")
        .refusing("models", "models are not provided", "declare the model's server as a service")
        .refusing("provider", "services of providers are not run", "declare the service itself")
        .refusing("use_api_socket", "the engine's socket is not handed out", "bind /var/run/docker.sock if the service must have it")
        .refusing("volumes_from", "volumes of other services are not taken over whole", "name the shared volumes under volumes of both services");

    private static final KeyTable BUILD = KeyTable.honouring("context dockerfile args target labels cache_from network extra_hosts shm_size pull no_cache")
        .warning("cache_to", "the build cache is not exported")
        .warning("isolation", "it is for Windows only")
        .warning("platforms", "the image is built for the engine's own platform")
        .warning("privileged", "builds are not privileged")
        .warning("provenance", "no attestation is made")
        .warning("sbom", "no attestation is made")
        .warning("tags", "the image gets no further tags")
        .warning("ulimits", "limits of builds are not passed to the engine")
        .refusing("additional_contexts", "a build has one context", "copy what is needed into the context")
        .refusing("dockerfile_inline", "the Dockerfile must be a file", "write it into the context and name it under dockerfile")
        .refusing("entitlements", "builds get no entitlements", "remove it")
        .refusing("secrets", "builds get no secrets", "use them when the container runs, or give what is not secret as args")
        .refusing("ssh", "builds get no SSH agent", "fetch what is needed into the context first");

    private static final KeyTable DEPLOY = KeyTable.honouring("mode replicas labels resources restart_policy update_config")
        .noting("endpoint_mode", "names resolve to the instances' addresses")
        .noting("placement", NO_SCHEDULING)
        .warning("rollback_config", "a rollback goes the way of update_config");

    private static final KeyTable RESOURCES = KeyTable.honouring("limits reservations");
    private static final KeyTable LIMITS = KeyTable.honouring("cpus memory pids");
    private static final KeyTable RESERVATIONS = KeyTable.honouring("cpus memory")
        .warning("devices", "devices such as GPUs are not reserved", "name them under the service's devices")
        .warning("generic_resources", NO_SCHEDULING);
    private static final KeyTable RESTART_POLICY = KeyTable.honouring("condition max_attempts")
        .noting("delay", "the engine's own growing pause between restarts is used")
        .noting("window", "whether a restart went well is decided by health and the stability window");
    private static final KeyTable UPDATE = KeyTable.honouring("order parallelism delay failure_action monitor max_failure_ratio");

    private static final KeyTable HEALTH = KeyTable.honouring("test interval timeout retries start_period start_interval disable");
    private static final KeyTable DEPENDENCY = KeyTable.honouring("condition required restart");
    private static final KeyTable LOGGING = KeyTable.honouring("driver options");
    private static final KeyTable ULIMIT = KeyTable.honouring("soft hard");
    private static final KeyTable DEVICE = KeyTable.honouring("source target permissions");
    private static final KeyTable ENV_FILE = KeyTable.honouring("path required format");
    private static final KeyTable FILE_MOUNT = KeyTable.honouring("source target uid gid mode");

    /// On one engine, the modes host and ingress are the same.
    private static final KeyTable PORT = KeyTable.honouring("target published host_ip protocol name mode")
        .noting("app_protocol", "it is only a remark");

    private static final KeyTable MOUNT = KeyTable.honouring("type source target read_only volume bind tmpfs")
        .warning("consistency", "it matters on other systems than Linux only")
        .warning("image", "images are not mounted");
    private static final KeyTable MOUNT_VOLUME = KeyTable.honouring("nocopy")
        .refusing("subpath", "a volume is mounted whole", "mount it whole, or use a volume of its own")
        .warning("labels", "labels belong to the volume", "write them under volumes at the top");
    private static final KeyTable MOUNT_BIND = KeyTable.honouring("propagation create_host_path")
        .warning("selinux", "files are not relabelled")
        .warning("recursive", "mounts below are bound too");
    private static final KeyTable MOUNT_TMPFS = KeyTable.honouring("size mode");

    private static final KeyTable ATTACHMENT = KeyTable.honouring("aliases ipv4_address ipv6_address")
        .noting("priority", "the engine chooses the order of networks")
        .warning("driver_opts", "options of one attachment are not passed to the engine")
        .warning("gw_priority", "the engine chooses the network of the default route")
        .warning("interface_name", "the engine names interfaces")
        .warning("link_local_ips", "link-local addresses are not passed to the engine")
        .warning("mac_address", "fixed MAC addresses are not passed to the engine");

    private static final KeyTable NETWORK = KeyTable.honouring("name external driver driver_opts internal attachable enable_ipv6 ipam labels")
        .warning("enable_ipv4", "networks have IPv4 addresses");
    private static final KeyTable IPAM = KeyTable.honouring("config")
        .warning("driver", "the engine's own address management is used")
        .warning("options", "options of address management are not passed to the engine");
    private static final KeyTable SUBNET = KeyTable.honouring("subnet gateway ip_range")
        .warning("aux_addresses", "addresses are not set aside");
    private static final KeyTable VOLUME = KeyTable.honouring("name external driver driver_opts labels");
    private static final KeyTable EXTERNAL = KeyTable.honouring("name");

    private static final KeyTable CONTENT = KeyTable.honouring("name external file content environment")
        .noting("labels", "configs and secrets are kept by Plimsoll, not by the engine")
        .refusing("driver", "values come from files, variables or the platform's own secrets", "declare it external and apply a Secret of that name")
        .refusing("driver_opts", "values come from files, variables or the platform's own secrets", "remove it")
        .refusing("template_driver", "values are not templates", "use variables in content");

    static final Keys ALL = Keys.of(Map.ofEntries(
        Map.entry(Place.FILE, FILE),
        Map.entry(Place.INCLUDE, KeyTable.honouring("path project_directory env_file")),
        Map.entry(Place.EXTENDS, KeyTable.honouring("service file")),
        Map.entry(Place.SERVICE, SERVICE),
        Map.entry(Place.BUILD, BUILD),
        Map.entry(Place.DEPLOY, DEPLOY),
        Map.entry(Place.RESOURCES, RESOURCES),
        Map.entry(Place.LIMITS, LIMITS),
        Map.entry(Place.RESERVATIONS, RESERVATIONS),
        Map.entry(Place.RESTART_POLICY, RESTART_POLICY),
        Map.entry(Place.UPDATE, UPDATE),
        Map.entry(Place.HEALTH, HEALTH),
        Map.entry(Place.DEPENDENCY, DEPENDENCY),
        Map.entry(Place.LOGGING, LOGGING),
        Map.entry(Place.ULIMIT, ULIMIT),
        Map.entry(Place.DEVICE, DEVICE),
        Map.entry(Place.ENV_FILE, ENV_FILE),
        Map.entry(Place.FILE_MOUNT, FILE_MOUNT),
        Map.entry(Place.PORT, PORT),
        Map.entry(Place.MOUNT, MOUNT),
        Map.entry(Place.MOUNT_VOLUME, MOUNT_VOLUME),
        Map.entry(Place.MOUNT_BIND, MOUNT_BIND),
        Map.entry(Place.MOUNT_TMPFS, MOUNT_TMPFS),
        Map.entry(Place.ATTACHMENT, ATTACHMENT),
        Map.entry(Place.NETWORK, NETWORK),
        Map.entry(Place.IPAM, IPAM),
        Map.entry(Place.SUBNET, SUBNET),
        Map.entry(Place.VOLUME, VOLUME),
        Map.entry(Place.EXTERNAL, EXTERNAL),
        Map.entry(Place.CONTENT, CONTENT)));
}
