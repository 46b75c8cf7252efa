package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A story with a few verbs: something is *applied*, *settles*, and is *gone*. Time is simulated.
final class Scenario implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    final SimulatedPlatform platform;

    Scenario() throws InterruptedException {
        this(SimulatedSettings.stepped(1));
    }

    /// In a world that is as told.
    Scenario(SimulatedSettings settings) throws InterruptedException {
        this(new SimulatedPlatform(settings));
    }

    Scenario(SimulatedPlatform platform) throws InterruptedException {
        this.platform = platform;
        platform.commit(new Write.Put(Resource.declared(Metadata.named("", "default"), new ProjectSpec("")), Write.Expected.ANYTHING));
    }

    static Key assembly(String name) {
        return new Key(Kind.ASSEMBLY, "default", name);
    }

    static Key component(String name) {
        return new Key(Kind.COMPONENT, "default", name);
    }

    void applied(String name, Map<String, ComponentSpec> components) throws InterruptedException {
        applied(name, AssemblySpec.of(new Topology(components, Map.of(), Map.of())));
    }

    void applied(String name, Spec spec) throws InterruptedException {
        var key = new Key(spec.kind(), "default", name);
        var metadata = platform.store.get(key).map(Resource::metadata).orElse(Metadata.named("default", name));
        platform.commit(new Write.Put(Resource.declared(metadata, spec), Write.Expected.ANYTHING));
    }

    void removed(Key key) throws InterruptedException {
        platform.commit(new Write.Remove(key, Write.Expected.PRESENT));
    }

    void deleted(String assembly, Map<String, String> annotations) throws InterruptedException {
        var there = resource(assembly(assembly));
        platform.commit(new Write.Put(there.withMetadata(there.metadata().withAnnotations(annotations).withDeletedAt(platform.world.clock().instant())),
            Write.Expected.PRESENT));
    }

    void deleted(Key key) throws InterruptedException {
        var there = resource(key);
        platform.commit(there.metadata().finalizers().isEmpty() ? new Write.Remove(key, Write.Expected.PRESENT)
            : new Write.Put(there.withMetadata(there.metadata().withDeletedAt(platform.world.clock().instant())), Write.Expected.PRESENT));
    }

    /// Passes time until the assembly is level.
    void settled(String assembly) throws InterruptedException {
        until(() -> seen(resource(assembly(assembly))) && resource(assembly(assembly)).status().level());
        assertThat(resource(assembly(assembly)).status()).matches(s -> s.level(), "level");
    }

    /// Passes time until the resource says that it is not level for this reason, and answers the sentence.
    String states(Key key, String reason) throws InterruptedException {
        until(() -> platform.store.get(key).filter(r -> seen(r) && level(r).filter(c -> !c.holds() && c.reason().equals(reason)).isPresent()).isPresent());
        var level = level(resource(key)).orElseThrow();
        assertThat(level.reason()).as(level.sentence()).isEqualTo(reason);
        return level.sentence();
    }

    void gone(Key key) throws InterruptedException {
        until(() -> platform.store.get(key).isEmpty());
        assertThat(platform.store.get(key)).isEmpty();
    }

    /// Passes time until it is so, or patience ends.
    void until(BooleanSupplier so) throws InterruptedException {
        for (Instant end = platform.world.clock().instant().plus(PATIENCE); !so.getAsBoolean() && platform.world.clock().instant().isBefore(end); ) {
            platform.step();
        }
    }

    Resource resource(Key key) {
        return platform.store.get(key).orElseThrow(() -> new AssertionError(key + " is not there"));
    }

    AssemblyStatus status(String assembly) {
        return resource(assembly(assembly)).status(AssemblyStatus.class);
    }

    List<Resource> releases(String assembly) {
        return platform.store.list(Query.of(Kind.RELEASE).ownedBy(resource(assembly(assembly)).asOwner())).items();
    }

    /// Engine's ids of the instances of a component of an assembly.
    List<String> ids(String component) {
        return instances(component).stream().map(SeenInstance::id).toList();
    }

    List<SeenInstance> instances(String component) {
        return platform.world.hand().instances().stream().filter(i -> i.stamp().plane().equals(platform.store.plane()) && i.stamp().component().equals(component)).toList();
    }

    private static boolean seen(Resource resource) {
        return resource.status().observedGeneration() == resource.metadata().generation();
    }

    private static Optional<Condition> level(Resource resource) {
        return resource.status().condition(Condition.LEVEL);
    }

    @Override
    public void close() {
        platform.close();
    }
}
