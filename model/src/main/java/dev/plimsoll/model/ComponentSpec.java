package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One part of an application: a number of equal instances of one image. Engine-neutral: what an engine cannot honour, its
/// adapter's facts say, and the preview names it.
public record ComponentSpec(
    @Doc("Image reference, such as nginx:1.27; with build, the name the built image gets.") String image,
    @Doc("How to make the image; none when it is pulled.") Optional<Build> build,
    @Doc("Digest or image id to run whatever the tag says today; set by rollback.") Optional<String> pin,
    @Doc(value = "When to pull: missing (default), always, never.", otherwise = "missing") PullPolicy pull,
    @Doc("What runs inside.") ProcessSpec process,
    @Doc("Variables of the process.") Map<String, String> environment,
    @Doc("Variables whose values are secrets: variable name to secret entry.") Map<String, SecretEntry> secretEnvironment,
    @Doc("Environment whose variables and files it gets besides its own.") Optional<String> environmentFrom,
    @Doc("Ports it listens on, and where they are published.") List<Port> ports,
    @Doc("Volumes, host folders and memory file systems.") List<Mount> mounts,
    @Doc("Configs and secrets as files.") List<FileMount> files,
    @Doc("Networks it is attached to; 'default' when none is named.") List<Attachment> networks,
    @Doc("How to tell that an instance is well; none takes the image's own.") Optional<HealthCheck> health,
    @Doc("Components that must be so far before this one starts.") List<Dependency> dependsOn,
    @Doc(value = "How many instances; 1.", otherwise = "1") int replicas,
    @Doc("What each instance may use and is promised.") Limits limits,
    @Doc("What happens when an instance's process ends.") Restart restart,
    @Doc("How instances are replaced when the spec changes.") UpdatePolicy update,
    @Doc("How an instance is set apart from its host, and how not.") Isolation isolation,
    @Doc("Where its output goes; the engine's way when not given.") Optional<Logging> logging,
    @Doc("Labels on the engine's containers.") Map<String, String> labels,
    @Doc("A health check made by the control plane, from outside; changing it replaces nobody.") Optional<Probe> probe,
    @Doc("Whose sidekick it is, and whose network and volumes it uses.") Group group,
    @Doc("Fill {{.Task.Slot}}, {{.Task.Name}} and {{.Node.Hostname}} in variables, the host name and host folders, for each instance.") boolean placeholders,
    @Doc("On which machines of a cluster; on one engine all is one.") Placement placement) implements Spec {

    /// Most instances one component may have on one engine.
    public static final int MAX_REPLICAS = 20_000;

    public ComponentSpec {
        image = Values.text(image);
        build = Values.optional(build);
        pin = Values.optional(pin);
        pull = Values.or(pull, PullPolicy.MISSING);
        process = Values.or(process, ProcessSpec.OF_IMAGE);
        environment = Values.map(environment);
        secretEnvironment = Values.map(secretEnvironment);
        environmentFrom = Values.optional(environmentFrom);
        ports = Values.list(ports);
        mounts = Values.list(mounts);
        files = Values.list(files);
        networks = Values.list(networks);
        health = Values.optional(health);
        dependsOn = Values.list(dependsOn);
        limits = Values.or(limits, Limits.NONE);
        restart = Values.or(restart, Restart.ALWAYS);
        update = Values.or(update, UpdatePolicy.USUAL);
        isolation = Values.or(isolation, Isolation.USUAL);
        logging = Values.optional(logging);
        labels = Values.map(labels);
        probe = Values.optional(probe);
        group = Values.or(group, Group.NONE);
        placement = Values.or(placement, Placement.ANYWHERE);
        environment.keySet().forEach(Names::requireVariable);
        secretEnvironment.keySet().forEach(Names::requireVariable);
        if (replicas < 0 || replicas > MAX_REPLICAS) {
            throw new InvalidValue("replicas is " + replicas + "; it must be between 0 and " + MAX_REPLICAS);
        }
        if (image.isBlank() && build.isEmpty()) {
            throw new InvalidValue("a component needs an image or a build");
        }
        if (group.networkOf().isPresent() && (!networks.isEmpty() || ports.stream().anyMatch(p -> p.published().isPresent()))) {
            throw new InvalidValue("a component that uses the network of " + group.networkOf().get() + " can have no networks and publish no ports of its own; declare them there");
        }
    }

    /// A component without a probe that belongs to no group and may run anywhere.
    public ComponentSpec(String image, Optional<Build> build, Optional<String> pin, PullPolicy pull, ProcessSpec process, Map<String, String> environment,
                         Map<String, SecretEntry> secretEnvironment, Optional<String> environmentFrom, List<Port> ports, List<Mount> mounts, List<FileMount> files,
                         List<Attachment> networks, Optional<HealthCheck> health, List<Dependency> dependsOn, int replicas, Limits limits, Restart restart,
                         UpdatePolicy update, Isolation isolation, Optional<Logging> logging, Map<String, String> labels) {
        this(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files, networks, health, dependsOn, replicas, limits,
            restart, update, isolation, logging, labels, null, null, false, null);
    }

    /// A component of one instance with everything else as usual.
    public static ComponentSpec ofImage(String image) {
        return new ComponentSpec(image, null, null, null, null, null, null, null, null, null, null, null, null, null, 1,
            null, null, null, null, null, null);
    }

    public ComponentSpec withImage(String changed) {
        return new ComponentSpec(changed, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withPin(Optional<String> changed) {
        return new ComponentSpec(image, build, changed, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withReplicas(int changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, changed, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withPorts(List<Port> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, changed, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withProcess(ProcessSpec changed) {
        return new ComponentSpec(image, build, pin, pull, changed, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withEnvironment(Map<String, String> changed) {
        return new ComponentSpec(image, build, pin, pull, process, changed, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withSecretEnvironment(Map<String, SecretEntry> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, changed, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withEnvironmentFrom(Optional<String> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, changed, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withFiles(List<FileMount> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, changed,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withUpdate(UpdatePolicy changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, changed, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withHealth(Optional<HealthCheck> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, changed, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withLabels(Map<String, String> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, changed, probe, group, placeholders, placement);
    }

    public ComponentSpec withProbe(Optional<Probe> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, changed, group, placeholders, placement);
    }

    public ComponentSpec withGroup(Group changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, changed, placeholders, placement);
    }

    public ComponentSpec withMounts(List<Mount> changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, changed, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, placement);
    }

    public ComponentSpec withIsolation(Isolation changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, changed, logging, labels, probe, group, placeholders, placement);
    }

    /// The same, with Swarm's placeholders filled for each instance.
    public ComponentSpec withPlaceholders(boolean changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, changed, placement);
    }

    public ComponentSpec withPlacement(Placement changed) {
        return new ComponentSpec(image, build, pin, pull, process, environment, secretEnvironment, environmentFrom, ports, mounts, files,
            networks, health, dependsOn, replicas, limits, restart, update, isolation, logging, labels, probe, group, placeholders, changed);
    }

    /// When an image is fetched from its registry.
    public enum PullPolicy { MISSING, ALWAYS, NEVER }

    /// One entry of a secret.
    ///
    /// @param secret name of the Secret
    /// @param entry  name of the value in it
    public record SecretEntry(@Doc("Name of the Secret.") String secret, @Doc("Name of the value in it.") String entry) {
        public SecretEntry {
            Names.requireLabel("secret", secret);
            entry = Values.text(entry);
        }
    }

    /// A network with the names others on it can use.
    ///
    /// @param network name in the assembly's topology
    /// @param aliases further names; the component's own name always is one
    /// @param ipv4    fixed address; only with one replica
    /// @param ipv6    fixed address; only with one replica
    /// @param options of the network's driver for this attachment
    /// @param linkLocal further addresses of the link
    /// @param mac     fixed MAC address; only with one replica
    public record Attachment(@Doc("Network's name in the assembly.") String network, @Doc("Further names on it.") List<String> aliases,
                             @Doc("Fixed IPv4 address.") Optional<String> ipv4, @Doc("Fixed IPv6 address.") Optional<String> ipv6,
                             @Doc("Options of the network's driver.") Map<String, String> options, @Doc("Link-local addresses.") List<String> linkLocal,
                             @Doc("Fixed MAC address.") Optional<String> mac) {
        /// With nothing special.
        public Attachment(String network, List<String> aliases, Optional<String> ipv4, Optional<String> ipv6) {
            this(network, aliases, ipv4, ipv6, null, null, null);
        }

        /// The same on a network of another name, under these aliases.
        public Attachment as(String otherNetwork, List<String> otherAliases) {
            return new Attachment(otherNetwork, otherAliases, ipv4, ipv6, options, linkLocal, mac);
        }

        public Attachment {
            network = Values.text(network);
            aliases = Values.list(aliases);
            ipv4 = Values.optional(ipv4);
            ipv6 = Values.optional(ipv6);
            options = Values.map(options);
            linkLocal = Values.list(linkLocal);
            mac = Values.optional(mac);
        }
    }

    /// What must be so before an instance of this component starts.
    ///
    /// @param component the other component of the same assembly
    /// @param until     how far it must be
    /// @param required  false: its absence from the assembly does not matter
    /// @param restart   replaced instances of the other component replace ours too
    public record Dependency(@Doc("The other component.") String component,
                             @Doc(value = "started (default), healthy or completed.", otherwise = "started") Until until,
                             @Doc(value = "Whether it must be declared at all; true.", otherwise = "true") boolean required,
                             @Doc("Follow its replacements.") boolean restart) {
        public Dependency {
            Names.requireLabel("component", component);
            until = Values.or(until, Until.STARTED);
        }

        /// How far the other component must be.
        public enum Until { STARTED, HEALTHY, COMPLETED }
    }
}
