package dev.plimsoll.compose.key;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A map with fixed keys in a file. One that occurs in several places, such as the files a service and a build get, is one place.
public enum Place {
    FILE("at the top", ""),
    INCLUDE("include", "include"),
    SERVICE("service", "services.*"),
    EXTENDS("extends", "services.*.extends"),
    BUILD("build", "services.*.build"),
    DEPLOY("deploy", "services.*.deploy"),
    RESOURCES("deploy.resources", "services.*.deploy.resources"),
    LIMITS("deploy.resources.limits", "services.*.deploy.resources.limits"),
    RESERVATIONS("deploy.resources.reservations", "services.*.deploy.resources.reservations"),
    PLACEMENT("deploy.placement", "services.*.deploy.placement"),
    PREFERENCE("deploy.placement.preferences", "services.*.deploy.placement.preferences"),
    RESTART_POLICY("deploy.restart_policy", "services.*.deploy.restart_policy"),
    UPDATE("deploy.update_config", "services.*.deploy.update_config"),
    ROLLBACK("deploy.rollback_config", "services.*.deploy.rollback_config"),
    HEALTH("healthcheck", "services.*.healthcheck"),
    DEPENDENCY("depends_on", "services.*.depends_on.*"),
    LOGGING("logging", "services.*.logging"),
    ULIMIT("ulimits", "services.*.ulimits.*", "services.*.build.ulimits.*"),
    DEVICE("devices", "services.*.devices"),
    DEVICE_REQUEST("gpus and deploy.resources.reservations.devices", "services.*.gpus", "services.*.deploy.resources.reservations.devices"),
    BLOCK_IO("blkio_config", "services.*.blkio_config"),
    BLOCK_RATE("blkio_config: rates", "services.*.blkio_config.device_read_bps", "services.*.blkio_config.device_read_iops",
        "services.*.blkio_config.device_write_bps", "services.*.blkio_config.device_write_iops"),
    BLOCK_WEIGHT("blkio_config: weights", "services.*.blkio_config.weight_device"),
    ENV_FILE("env_file", "services.*.env_file"),
    FILE_MOUNT("configs and secrets of a service", "services.*.configs", "services.*.secrets", "services.*.build.secrets"),
    PORT("ports", "services.*.ports"),
    MOUNT("volumes of a service", "services.*.volumes"),
    MOUNT_VOLUME("volumes of a service: volume", "services.*.volumes.volume"),
    MOUNT_BIND("volumes of a service: bind", "services.*.volumes.bind"),
    MOUNT_TMPFS("volumes of a service: tmpfs", "services.*.volumes.tmpfs"),
    ATTACHMENT("networks of a service", "services.*.networks.*"),
    NETWORK("networks", "networks.*"),
    IPAM("networks: ipam", "networks.*.ipam"),
    SUBNET("networks: ipam.config", "networks.*.ipam.config"),
    VOLUME("volumes", "volumes.*"),
    CONTENT("configs and secrets", "configs.*", "secrets.*"),
    HEALTH_CHECK("health_check", "services.*.health_check"),
    QUORUM("health_check.recreate_on_quorum_strategy_config", "services.*.health_check.recreate_on_quorum_strategy_config"),
    UPGRADE_STRATEGY("upgrade_strategy", "services.*.upgrade_strategy", "services.*.update_strategy"),
    SCALE_POLICY("scale_policy", "services.*.scale_policy"),
    BALANCER("load balancer", "load_balancers.*"),
    LB_CONFIG("lb_config", "services.*.lb_config"),
    PORT_RULE("lb_config.port_rules", "services.*.lb_config.port_rules"),
    STICKINESS("lb_config.stickiness_policy", "services.*.lb_config.stickiness_policy"),
    EXTERNAL_SERVICE("external service", "external_services.*"),
    ALIAS("service alias", "aliases.*"),
    EXTERNAL("external", "networks.*.external", "volumes.*.external", "configs.*.external", "secrets.*.external");

    private final String title;
    private final List<String> paths;

    Place(String title, String... paths) {
        this.title = title;
        this.paths = List.of(paths);
    }

    /// For headings.
    public String title() {
        return title;
    }

    /// Whether it is below or above another place; at the top, whether it is a service.
    boolean isNear(Place other) {
        return other == FILE ? this == SERVICE : this != other && paths.stream().anyMatch(own -> other.paths.stream().anyMatch(theirs -> below(own, theirs) || below(theirs, own)));
    }

    private static boolean below(String path, String above) {
        var start = above.isEmpty() ? "" : above + ".";
        return path.startsWith(start) && path.length() > start.length();
    }

    /// The place at a path such as `services.*.build`, in which `*` is a name people choose and lists do not count.
    public static Optional<Place> at(String path) {
        return Arrays.stream(values()).filter(p -> p.paths.contains(path)).findFirst();
    }
}
