package dev.plimsoll.ports;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.HealthCheck;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Logging;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placement;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds instances for tests: a plain one, changed in the one thing a test is about.
public final class Sample {
    private final String image;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, SecretText> secretEnvironment = new HashMap<>();
    private final List<Part.PublishedPort> ports = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<ComponentSpec.Attachment> networks = new ArrayList<>();
    private final List<Part.FileContent> files = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();
    private Stamp stamp;
    private ProcessSpec process = ProcessSpec.OF_IMAGE;
    private Restart restart = Restart.ALWAYS;
    private Limits limits = Limits.NONE;
    private Isolation isolation = Isolation.USUAL;
    private Optional<HealthCheck> health = Optional.empty();
    private Optional<Logging> logging = Optional.empty();
    private UpdatePolicy update = new UpdatePolicy(null, 1, null, Duration.ofSeconds(1), null, 0, null);
    private Placement placement = Placement.ANYWHERE;

    private Sample(String plane, String component, String image) {
        this.stamp = stamp(plane, component, 1);
        this.image = image;
    }

    public static Sample instance(String plane, String component, String image) {
        return new Sample(plane, component, image);
    }

    public static Stamp stamp(String plane, String component, int slot) {
        return new Stamp(plane, "shop", "hello", component, slot, "h1", "u1");
    }

    public static String name(Stamp stamp) {
        return stamp.plane() + "-" + stamp.component() + "-" + stamp.slot();
    }

    public Sample stamp(Stamp changed) {
        stamp = changed;
        return this;
    }

    public Sample process(ProcessSpec changed) {
        process = changed;
        return this;
    }

    /// A line for the image's shell.
    public Sample shell(String line) {
        return process(ProcessSpec.ofCommand("sh", "-c", line));
    }

    public Sample restart(Restart.Mode mode, int attempts) {
        restart = new Restart(mode, attempts);
        return this;
    }

    public Sample update(UpdatePolicy changed) {
        update = changed;
        return this;
    }

    public Sample placement(Placement changed) {
        placement = changed;
        return this;
    }

    public Sample limits(Limits changed) {
        limits = changed;
        return this;
    }

    public Sample isolation(Isolation changed) {
        isolation = changed;
        return this;
    }

    public Sample health(HealthCheck changed) {
        health = Optional.of(changed);
        return this;
    }

    public Sample logging(Logging changed) {
        logging = Optional.of(changed);
        return this;
    }

    public Sample label(String label, String value) {
        labels.put(label, value);
        return this;
    }

    public Sample environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Sample secretEnvironment(String variable, String value) {
        secretEnvironment.put(variable, new SecretText(value));
        return this;
    }

    public Sample port(Part.PublishedPort port) {
        ports.add(port);
        return this;
    }

    /// Publishes a TCP port on the loopback address.
    public Sample port(int target, int host) {
        return port(new Part.PublishedPort(target, "tcp", Optional.of(host), Optional.of("127.0.0.1")));
    }

    public Sample mount(Mount mount) {
        mounts.add(mount);
        return this;
    }

    public Sample network(String name, String... aliases) {
        return network(new ComponentSpec.Attachment(name, List.of(aliases), null, null));
    }

    public Sample network(ComponentSpec.Attachment attachment) {
        networks.add(attachment);
        return this;
    }

    public Sample file(Part.FileContent file) {
        files.add(file);
        return this;
    }

    public Sample file(String path, String content, int... uidGidMode) {
        files.add(new Part.FileContent(path, new SecretText(content), uidGidMode[0], uidGidMode[1], uidGidMode[2], false));
        return this;
    }

    /// As a service whose instances are of that definition.
    public Part.Service service(String definition, int replicas) {
        var component = stamp.component();
        var one = stamp(new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), component, 0, definition, stamp.uid())).build();
        var each = new Part.Instance(stamp.plane() + "-" + component, one.stamp(), one.imageId(), one.spec().withReplicas(replicas).withUpdate(update).withPlacement(placement), one.environment(),
            one.secretEnvironment(), one.ports(), one.mounts(), one.networks(), one.files());
        return new Part.Service(each.name(), new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), component, 0,
            "s" + Integer.toHexString(each.spec().hashCode()) + definition, stamp.uid()), each);
    }

    public Part.Instance build() {
        var spec = new ComponentSpec("image", null, null, null, process, null, null, null, null, null, null, null, health, null, 1,
            limits, restart, null, isolation, logging, labels);
        return new Part.Instance(name(stamp), stamp, image, spec, environment, secretEnvironment, ports, mounts, networks, files);
    }
}
