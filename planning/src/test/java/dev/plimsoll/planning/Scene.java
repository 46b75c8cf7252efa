package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.ProcessSpec;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one look at a component begins with: a wanted definition (`v2` unless told otherwise), instances with what was known of them, an update under
/// way, a failure before. Ids of instances are definition and slot, such as `v1-3`, so that expected steps can be written down.
final class Scene {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ComponentSpec spec = ComponentSpec.ofImage("v2");
    private final List<One> ones;
    private Optional<ComponentStatus.Rollout> rollout = Optional.empty();
    private Optional<ComponentStatus.Failure> failure = Optional.empty();
    private Instant now = NOON;

    private Scene(List<One> ones) {
        this.ones = ones;
    }

    static Scene of(One... ones) {
        return new Scene(List.of(ones));
    }

    Scene replicas(int count) {
        spec = spec.withReplicas(count);
        return this;
    }

    Scene policy(UpdatePolicy policy) {
        spec = spec.withUpdate(policy);
        return this;
    }

    Scene port(Port port) {
        spec = spec.withPorts(List.of(port));
        return this;
    }

    Scene restart(Restart.Mode mode, int attempts) {
        spec = restarting(spec, new Restart(mode, attempts));
        return this;
    }

    static ComponentSpec restarting(ComponentSpec s, Restart restart) {
        return new ComponentSpec(s.image(), s.build(), s.pin(), s.pull(), s.process(), s.environment(), s.secretEnvironment(), s.environmentFrom(), s.ports(),
            s.mounts(), s.files(), s.networks(), s.health(), s.dependsOn(), s.replicas(), s.limits(), restart, s.update(), s.isolation(), s.logging(), s.labels());
    }

    /// The update to v2 has been under way for a minute, with so many failures; its last batch began a while ago.
    Scene updating(int failed, Duration lastBatch) {
        rollout = Optional.of(new ComponentStatus.Rollout(definition(spec).hash(), NOON.minusSeconds(60), NOON.minus(lastBatch), failed));
        return this;
    }

    /// The wanted definition has failed so often in a row, the last time a while ago.
    Scene failedBefore(int inARow, Duration ago) {
        failure = Optional.of(new ComponentStatus.Failure(1, definition(spec).hash(), NOON.minus(ago), Optional.of(1), "Exited", "exited", List.of(), inARow));
        return this;
    }

    ComponentPlan look() {
        var wanted = definition(spec);
        return ComponentPlanner.plan(GroupDefinition.of(wanted), seen(), status(), now);
    }

    List<Step> rehearsed() {
        return Rehearsal.of(GroupDefinition.of(definition(spec)), seen(), status(), now);
    }

    private List<SeenInstance> seen() {
        return ones.stream().map(o -> o.seen(hashOf(o.version))).toList();
    }

    private ComponentStatus status() {
        return new ComponentStatus(1, List.of(), 0, Optional.empty(), ones.stream().flatMap(o -> o.known(hashOf(o.version)).stream()).toList(), rollout, failure);
    }

    private String hashOf(String version) {
        return version.equals("v2") ? definition(spec).hash() : definition(ComponentSpec.ofImage(version)).hash();
    }

    static Definition definition(ComponentSpec spec) {
        return Definition.of(new Definition.Identity("plane", "default", "shop", "web", "uid"), spec, spec.image(), java.util.Map.of(), Definition.EngineNames.NONE);
    }

    /// Steps as words: `run 2`, `remove v1-2`.
    static List<String> words(List<Step> steps) {
        return steps.stream().map(s -> switch (s) {
            case Step.RunInstance run -> "run " + run.slot();
            case Step.RemoveInstance remove -> "remove " + remove.instance().id();
            case Step.MakeService make -> "make service " + make.service().name();
            case Step.ChangeService change -> "change service " + change.service().name();
            case Step.RemoveService remove -> "remove service " + remove.seen().name();
            case Step.MakeNetwork make -> "make network " + make.network().name();
            case Step.MakeVolume make -> "make volume " + make.volume().name();
            case Step.RemoveNetwork remove -> "remove network " + remove.network().name();
            case Step.RemoveVolume remove -> "remove volume " + remove.volume().name();
        }).toList();
    }

    static String verdict(ComponentPlan plan) {
        return switch (plan.verdict()) {
            case ComponentPlan.Verdict.Level _ -> "Level";
            case ComponentPlan.Verdict.Going going -> going.reason();
            case ComponentPlan.Verdict.Stuck stuck -> stuck.reason();
        };
    }

    static ProcessSpec command(String... words) {
        return new ProcessSpec(null, Optional.of(Arrays.asList(words)), null, null, null, null, null, null, false, false);
    }
}
