package dev.plimsoll.compose.key;

import java.util.Map;

/// The keys of Rancher's pairs as people write them, on one engine; and those the pair has once it is in the shape of the Compose specification.
final class RancherKeys {
    private static final String NO_MACHINES = "virtual machines are not run as services";
    private static final String NO_DRIVERS = "drivers of Rancher's infrastructure are not run";
    private static final String SHOWN_ONLY = "it is only shown in Rancher";
    private static final String NO_METADATA = "Rancher's metadata service is not there to serve it; write it into a config";
    private static final String OWN_PROXY = "the platform's own proxy routes";
    private static final String NOTHING_RUNS = "nothing runs here";
    private static final String NO_CONTAINER = "there is no container to label";
    private static final String NO_GROWTH = "there is one engine, so the number does not grow with the machines";

    private RancherKeys() {}

    private static final KeyTable FILE = KeyTable.honouring("version services volumes secrets containers load_balancers external_services aliases catalog .catalog")
        .noting("networks", "Rancher made no networks of a stack, and neither is one made here: its services are on one network")
        .refusing("virtual_machines", NO_MACHINES, "run the program in a container")
        .refusing("storage_drivers", NO_DRIVERS, "install a plugin for the engine")
        .refusing("network_drivers", NO_DRIVERS, "install a plugin for the engine")
        .refusing("dependencies", "stacks of a catalogue are not brought in", "declare them beside this one")
        .refusing("hosts", "machines are not declared here", "remove it")
        .refusing("configs", "Rancher's files have no configs", "deploy the file without its rancher file")
        .refusing("include", "Rancher's files include nothing", "put the services into this file");

    private static final KeyTable SERVICE = KeyTable.honouring("""
        blkio_weight blkio_weight_device build cap_add cap_drop cgroup_parent command container_name cpu_period cpu_quota cpu_shares cpuset depends_on device_read_bps device_read_iops
        device_write_bps device_write_iops devices dns dns_opt dns_search domainname
        entrypoint env_file environment expose extends extra_hosts group_add health_check hostname image init ipc labels lb_config links logging mac_address mem_limit
        mem_reservation mem_swappiness memswap_limit milli_cpu_reservation network_mode oom_kill_disable oom_score_adj pid ports privileged read_only restart scale
        scale_policy secrets security_opt shm_size start_on_create stdin_open stop_grace_period stop_signal sysctls tmpfs tty ulimits update_strategy upgrade_strategy
        user uts volume_driver volumes volumes_from working_dir external_links""")
        .honouring("drain_timeout_ms", "kept with the routes that lead to the service, for the ingress that serves them")
        .noting("description", SHOWN_ONLY)
        .noting("metadata", NO_METADATA)
        .noting("networks", "Rancher made no networks of a stack: all services are on one")
        .noting("name", "the service's name is its key")
        .warning("certs", "certificates belong to a load balancer")
        .warning("default_cert", "certificates belong to a load balancer")
        .warning("isolation", "it is for Windows only")
        .warning("load_balancer_config", "it belongs to a load balancer")
        .warning("retain_ip", "a new instance has a new address; its name stays", "use the name")
        .refusing("configs", "Rancher's files have no configs", "deploy the file without its rancher file")
        .refusing("deploy", "Rancher's files have no deploy", "write scale, upgrade_strategy and labels, or deploy the file without its rancher file")
        .refusing("disks", NO_MACHINES, "run the program in a container")
        .refusing("healthcheck", "Rancher's files have health_check instead", "write health_check with a port in the second file")
        .refusing("memory", NO_MACHINES, "use mem_limit for a container")
        .refusing("network_driver", NO_DRIVERS, "install a plugin for the engine")
        .refusing("profiles", "Rancher's files have no profiles", "deploy the file without its rancher file")
        .refusing("pull_policy", "Rancher's files have no pull_policy", "write the label io.rancher.container.pull_image: always")
        .refusing("service_schemas", NO_DRIVERS, "remove it")
        .refusing("storage_driver", NO_DRIVERS, "install a plugin for the engine")
        .refusing("type", NO_MACHINES, "remove it")
        .refusing("userdata", NO_MACHINES, "run the program in a container")
        .refusing("vcpu", NO_MACHINES, "use cpu_quota for a container");

    private static final KeyTable BUILD = KeyTable.honouring("context dockerfile args");

    private static final KeyTable HEALTH_CHECK = KeyTable.honouring("""
        port request_line interval response_timeout healthy_threshold unhealthy_threshold initializing_timeout reinitializing_timeout strategy
        recreate_on_quorum_strategy_config""")
        .noting("name", "Rancher did not use it either");
    private static final KeyTable QUORUM = KeyTable.honouring("quorum");
    private static final KeyTable UPGRADE_STRATEGY = KeyTable.honouring("start_first batch_size interval_millis");
    private static final KeyTable SCALE_POLICY = KeyTable.honouring("min")
        .noting("max", NO_GROWTH)
        .noting("increment", NO_GROWTH);

    /// Of a service that is elsewhere.
    private static final KeyTable EXTERNAL = KeyTable.honouring("image external_ips external_hostname")
        .noting("description", SHOWN_ONLY)
        .noting("metadata", NO_METADATA)
        .noting("labels", NO_CONTAINER)
        .noting("scale", NOTHING_RUNS)
        .noting("start_on_create", NOTHING_RUNS)
        .warning("health_check", "services elsewhere are not checked: their addresses stay known");

    /// Of a name for other services.
    private static final KeyTable ALIAS = KeyTable.honouring("image links external_links")
        .noting("description", SHOWN_ONLY)
        .noting("labels", NO_CONTAINER)
        .noting("metadata", NO_METADATA)
        .noting("scale", NOTHING_RUNS)
        .noting("start_on_create", NOTHING_RUNS)
        .noting("retain_ip", NOTHING_RUNS);

    /// Of a load balancer: what it runs in matters no more.
    private static final KeyTable BALANCER = KeyTable.honouring("image ports expose links external_links labels lb_config certs default_cert load_balancer_config")
        .noting("description", SHOWN_ONLY)
        .noting("metadata", NO_METADATA)
        .noting("health_check", "the platform's own proxy routes, and is looked after by the platform")
        .noting("scale", "the platform's own proxy routes; there is no container to scale")
        .noting("scale_policy", "the platform's own proxy routes; there is no container to scale")
        .noting("start_on_create", "what is declared is routed")
        .noting("restart", OWN_PROXY)
        .noting("tty", OWN_PROXY)
        .noting("stdin_open", OWN_PROXY)
        .noting("upgrade_strategy", "the platform's own proxy routes, and takes new rules without an interruption")
        .noting("retain_ip", OWN_PROXY)
        .noting("drain_timeout_ms", "it is for the services behind a balancer")
        .warning("environment", "the platform's own proxy routes; there is no container to give variables to")
        .warning("network_mode", OWN_PROXY)
        .warning("volumes", "the platform's own proxy routes; there is no container to mount them into");

    private static final KeyTable LB_CONFIG = KeyTable.honouring("port_rules certs default_cert stickiness_policy config");
    private static final KeyTable PORT_RULE = KeyTable.honouring("source_port protocol hostname path service selector target_port priority backend_name")
        .warning("container", "rules lead to services, not to single containers", "name the service")
        .warning("environment", "rules lead to services of this platform only")
        .warning("region", "rules lead to services of this platform only")
        .warning("weight", "it is for rules across platforms");
    private static final KeyTable STICKINESS = KeyTable.honouring("name cookie domain indirect nocache postonly mode");

    private static final KeyTable VOLUME = KeyTable.honouring("driver driver_opts external per_container");
    private static final KeyTable SECRET = KeyTable.honouring("file external");

    /// As people write them.
    static final Keys ALL = Keys.of(Map.ofEntries(
        Map.entry(Place.FILE, FILE),
        Map.entry(Place.SERVICE, SERVICE),
        Map.entry(Place.EXTENDS, KeyTable.honouring("service file")),
        Map.entry(Place.BUILD, BUILD),
        Map.entry(Place.LOGGING, KeyTable.honouring("driver options")),
        Map.entry(Place.ULIMIT, KeyTable.honouring("soft hard")),
        Map.entry(Place.FILE_MOUNT, KeyTable.honouring("source target uid gid mode")),
        Map.entry(Place.HEALTH_CHECK, HEALTH_CHECK),
        Map.entry(Place.QUORUM, QUORUM),
        Map.entry(Place.UPGRADE_STRATEGY, UPGRADE_STRATEGY),
        Map.entry(Place.SCALE_POLICY, SCALE_POLICY),
        Map.entry(Place.BALANCER, BALANCER),
        Map.entry(Place.LB_CONFIG, LB_CONFIG),
        Map.entry(Place.PORT_RULE, PORT_RULE),
        Map.entry(Place.STICKINESS, STICKINESS),
        Map.entry(Place.EXTERNAL_SERVICE, EXTERNAL),
        Map.entry(Place.ALIAS, ALIAS),
        Map.entry(Place.VOLUME, VOLUME),
        Map.entry(Place.CONTENT, SECRET)));

    /// Once the pair is in the specification's shape: the specification's keys, and those for which it has no word.
    static final Keys SPECIFIED = ComposeKeys.ALL
        .with(Place.FILE, KeyTable.honouring("name services volumes secrets load_balancers external_services"))
        .with(Place.SERVICE, KeyTable.honouring(String.join(" ", ComposeKeys.ALL.at(Place.SERVICE).orElseThrow().honoured())
            + " sidekicks volumes_from network_of health_check lb_config secret_environment drain_timeout_ms"))
        .with(Place.VOLUME, KeyTable.honouring("name external driver driver_opts labels per_container"))
        .with(Place.HEALTH_CHECK, HEALTH_CHECK)
        .with(Place.QUORUM, QUORUM);
}
