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
        blkio_config build cap_add cap_drop cgroup cgroup_parent command configs cpu_period cpu_quota cpu_shares cpus cpuset cpu_rt_period cpu_rt_runtime
        depends_on deploy device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends extra_hosts gpus group_add
        healthcheck hostname image init ipc label_file labels logging mem_limit mem_reservation mem_swappiness memswap_limit networks oom_kill_disable
        oom_score_adj pid pids_limit ports privileged profiles read_only runtime scale secrets security_opt shm_size stdin_open stop_grace_period
        stop_signal sysctls tmpfs tty ulimits user userns_mode uts volumes working_dir""")
        .honouring("annotations", "needs Docker Engine 24")
        .honouring("container_name", "as a further name on the networks; names of containers are computed")
        .honouring("links", "as further names on the networks, and as a dependency")
        .honouring("mac_address", "on the first network; only with one instance")
        .honouring("network_mode", "service:NAME makes a group of both: one lifecycle, the same slots; the network of a container of others is refused")
        .honouring("pull_policy", "daily, weekly and every_… look at each apply")
        .honouring("restart", "a service without it is kept running")
        .honouring("storage_opt", "as far as the engine's storage driver can")
        .honouring("volumes_from", "named volumes and host folders of the other service, not what its image declares")
        .noting("attach", "it is about the terminal of 'docker compose up'; use 'plimsoll logs'")
        .noting("develop", "it is about 'docker compose watch'; deploying does not use it")
        .noting("platform", "the engine's own platform is used")
        .warning("cpu_count", "it is for Windows only", "use cpus")
        .warning("cpu_percent", "it is for Windows only", "use cpus")
        .warning("external_links", "links to containers of others are not made", "attach both to an external network")
        .warning("isolation", "it is for Windows only")
        .warning("pull_refresh_after", "images are looked for as pull_policy says", "use pull_policy: always")
        .warning("volume_driver", "it would be for volumes without a name", "declare the volume under volumes with its driver")
        .refusing("credential_spec", "it is for Windows only", "remove it")
        .refusing("external", "a service cannot be external", "remove it")
        .refusing("post_start", "commands after the start are not run", "make them part of the image's entrypoint, or a service of their own")
        .refusing("pre_start", "commands before the start are not run", "make them a service of their own and depend on its completion")
        .refusing("pre_stop", "commands before the stop are not run", "handle stop_signal in the process")
        .refusing("models", "models are not provided", "declare the model's server as a service")
        .refusing("provider", "services of providers are not run", "declare the service itself")
        .refusing("use_api_socket", "the engine's socket is not handed out", "bind /var/run/docker.sock if the service must have it");

    private static final KeyTable BUILD = KeyTable.honouring("""
        context dockerfile dockerfile_inline args target labels cache_from network extra_hosts shm_size pull no_cache ulimits""")
        .warning("cache_to", "the build cache is not exported")
        .warning("isolation", "it is for Windows only")
        .warning("platforms", "the engine's classic builder makes images for its own platform only", "build on an engine of that platform")
        .warning("privileged", "builds are not privileged")
        .warning("provenance", "no attestation is made")
        .warning("sbom", "no attestation is made")
        .warning("tags", "an image is named by its content, and no further name would be removed with it", "name it with image")
        .refusing("additional_contexts", "the engine's classic builder knows one context", "copy what is needed into the context")
        .refusing("entitlements", "builds get no entitlements", "remove it")
        .refusing("secrets", "the engine's classic builder would leave them in the image", "use them when the container runs, or give what is not secret as args")
        .refusing("ssh", "the engine's classic builder gets no SSH agent", "fetch what is needed into the context first");

    private static final KeyTable DEPLOY = KeyTable.honouring("replicas resources restart_policy update_config")
        .honouring("labels", "put on the containers")
        .honouring("mode", "global is one instance on each machine of a cluster, which is one on an engine alone; jobs run until they end well")
        .honouring("placement", "clusters choose by it; an engine alone has nothing to choose")
        .noting("endpoint_mode", "names resolve to the instances' addresses")
        .warning("rollback_config", "a rollback goes the way of update_config");

    private static final KeyTable PLACEMENT = KeyTable.honouring("constraints preferences max_replicas_per_node");
    private static final KeyTable RESOURCES = KeyTable.honouring("limits reservations");
    private static final KeyTable LIMITS = KeyTable.honouring("cpus memory pids");
    private static final KeyTable RESERVATIONS = KeyTable.honouring("cpus memory devices")
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
    private static final KeyTable DEVICE_REQUEST = KeyTable.honouring("capabilities count device_ids driver options");
    private static final KeyTable BLOCK_IO = KeyTable.honouring("weight weight_device device_read_bps device_read_iops device_write_bps device_write_iops");
    private static final KeyTable BLOCK_RATE = KeyTable.honouring("path rate");
    private static final KeyTable BLOCK_WEIGHT = KeyTable.honouring("path weight");
    private static final KeyTable ENV_FILE = KeyTable.honouring("path required format");
    private static final KeyTable FILE_MOUNT = KeyTable.honouring("source target uid gid mode");

    /// On one engine, the modes host and ingress are the same.
    private static final KeyTable PORT = KeyTable.honouring("target published host_ip protocol name mode")
        .noting("app_protocol", "it is only a remark");

    private static final KeyTable MOUNT = KeyTable.honouring("type source target read_only volume bind tmpfs")
        .noting("consistency", "it matters on other systems than Linux only")
        .warning("image", "images are not mounted");
    private static final KeyTable MOUNT_VOLUME = KeyTable.honouring("nocopy")
        .honouring("subpath", "needs Docker Engine 26")
        .warning("labels", "labels belong to the volume", "write them under volumes at the top");
    private static final KeyTable MOUNT_BIND = KeyTable.honouring("propagation selinux")
        .honouring("create_host_path", "true when not written")
        .honouring("recursive", "enabled and disabled");
    private static final KeyTable MOUNT_TMPFS = KeyTable.honouring("size mode");

    private static final KeyTable ATTACHMENT = KeyTable.honouring("aliases driver_opts ipv4_address ipv6_address link_local_ips")
        .honouring("mac_address", "on a further network it needs Docker Engine 25")
        .honouring("priority", "networks are attached in its order")
        .warning("gw_priority", "the engine chooses the network of the default route")
        .warning("interface_name", "the engine names interfaces");

    private static final KeyTable NETWORK = KeyTable.honouring("name external driver driver_opts internal attachable enable_ipv6 ipam labels")
        .warning("enable_ipv4", "networks have IPv4 addresses");
    private static final KeyTable IPAM = KeyTable.honouring("config driver options");
    private static final KeyTable SUBNET = KeyTable.honouring("subnet gateway ip_range aux_addresses");
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
        Map.entry(Place.PLACEMENT, PLACEMENT),
        Map.entry(Place.PREFERENCE, KeyTable.honouring("spread")),
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
        Map.entry(Place.DEVICE_REQUEST, DEVICE_REQUEST),
        Map.entry(Place.BLOCK_IO, BLOCK_IO),
        Map.entry(Place.BLOCK_RATE, BLOCK_RATE),
        Map.entry(Place.BLOCK_WEIGHT, BLOCK_WEIGHT),
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
