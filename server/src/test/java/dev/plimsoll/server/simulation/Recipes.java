package dev.plimsoll.server.simulation;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Components as people declare them: mostly good ones, some that cannot work.
final class Recipes {
    /// The config that some components use.
    static final String CONFIG = "settings";
    static final String ENTRY = "a";

    private static final List<String> GOOD = List.of("app:1", "app:2", "app:3", "sim/web:1", "sim/web:2", "sim/slow:1");
    private static final List<String> BAD = List.of("sim/crash:1", "sim/unhealthy:1", "sim/greedy:1", "no-such-image:1", "registry.invalid/app:1");

    private final RandomGenerator random;

    Recipes(RandomGenerator random) {
        this.random = random;
    }

    /// @param port      host port it may have for itself
    /// @param dependsOn another component it may depend on
    ComponentSpec component(int port, String dependsOn) {
        boolean fixed = random.nextInt(5) == 0;
        boolean job = !fixed && random.nextInt(8) == 0;
        var image = job ? "sim/job:" + random.nextInt(3) : random.nextInt(4) == 0 ? pick(BAD) : pick(GOOD);
        var restart = job ? new Restart(random.nextBoolean() ? Restart.Mode.NEVER : Restart.Mode.ON_FAILURE, random.nextInt(3)) : Restart.ALWAYS;
        var process = random.nextInt(20) == 0 ? ProcessSpec.ofCommand("no-such-program") : ProcessSpec.OF_IMAGE;
        var ports = fixed ? List.of(new Port(80, "tcp", Optional.of(port), null, null, null)) : List.<Port>of();
        var mounts = random.nextInt(4) == 0 ? List.<Mount>of(new Mount.Volume(Optional.of("data"), "/data", false, false)) : List.<Mount>of();
        var files = random.nextInt(4) == 0 ? List.of(new FileMount(Kind.CONFIG, CONFIG, ENTRY, "/settings", null, null, null)) : List.<FileMount>of();
        var until = ComponentSpec.Dependency.Until.values()[random.nextInt(2)];
        var depends = random.nextInt(4) == 0 ? List.of(new ComponentSpec.Dependency(dependsOn, until, false, false)) : List.<ComponentSpec.Dependency>of();
        return new ComponentSpec(image, null, null, null, process, edition(), null, null, ports, mounts, files, null, null, depends, fixed ? 1 : random.nextInt(4), null, restart,
            policy(), null, null, null, probe(), null, false, null);
    }

    /// A component that goes with `web`.
    ComponentSpec sidekick() {
        var group = random.nextBoolean() ? Group.sidekickOf("web").withNetworkOf("web") : Group.sidekickOf("web");
        return ComponentSpec.ofImage(random.nextInt(5) == 0 ? pick(BAD) : pick(GOOD)).withEnvironment(edition()).withGroup(group);
    }

    private Optional<Probe> probe() {
        return random.nextInt(4) > 0 ? Optional.empty() : Optional.of(Probe.tcp(80).within(Optional.of(Duration.ofSeconds(45)), null)
            .leadingTo(random.nextInt(5) == 0 ? Probe.Strategy.NONE : Probe.Strategy.RECREATE, 0));
    }

    /// The same component without what keeps it from working.
    ComponentSpec repaired(ComponentSpec spec) {
        boolean job = spec.image().startsWith("sim/job");
        return spec.withImage(job ? spec.image() : pick(GOOD)).withProcess(ProcessSpec.OF_IMAGE).withPin(Optional.empty())
            .withEnvironment(Map.of("EDITION", "repaired " + random.nextInt()));
    }

    Map<String, String> edition() {
        return Map.of("EDITION", Integer.toString(random.nextInt(1_000)));
    }

    UpdatePolicy policy() {
        var order = random.nextInt(3) == 0 ? Optional.<UpdatePolicy.Order>empty() : Optional.of(UpdatePolicy.Order.values()[random.nextInt(2)]);
        return new UpdatePolicy(order, random.nextInt(3), Duration.ofSeconds(random.nextInt(3)), Duration.ofSeconds(1 + random.nextInt(3)), Duration.ofMinutes(1),
            random.nextInt(2), UpdatePolicy.OnFailure.values()[random.nextInt(3)]);
    }

    /// Whether a component can never become level, whatever the world does.
    static boolean hopeless(ComponentSpec spec) {
        return (spec.replicas() > 0 || spec.group().sidekickOf().isPresent()) && (BAD.contains(spec.image()) || spec.process().command().isPresent());
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
