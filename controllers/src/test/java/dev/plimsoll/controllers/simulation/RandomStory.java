package dev.plimsoll.controllers.simulation;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.simulated.Fault;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One long story: people declare and change their mind, the engine and its surroundings misbehave, invariants are checked after every step;
/// then the faults stop and everything must become level in bounded time. Its text is the same for the same seed.
final class RandomStory {
    private static final Key SHOP = new Key(Kind.ASSEMBLY, "default", "shop");
    /// Until the last of what went wrong is over by itself.
    private static final Duration AFTERMATH = Duration.ofMinutes(2);
    private static final Duration BOUND = Duration.ofMinutes(40);

    private final SimulatedPlatform platform;
    private final Random chance;
    private final List<String> told = new ArrayList<>();
    private final Map<String, ComponentSpec> declared = new TreeMap<>();

    private RandomStory(SimulatedPlatform platform, long seed) {
        this.platform = platform;
        this.chance = new Random(seed);
    }

    /// @return what happened
    /// @throws AssertionError with what happened, when an invariant does not hold
    static List<String> tell(long seed, int steps) throws InterruptedException {
        try (var platform = new SimulatedPlatform(seed)) {
            var story = new RandomStory(platform, seed);
            try {
                story.troubled(steps);
                story.calm();
            } catch (AssertionError broken) {
                var last = story.told.subList(Math.max(0, story.told.size() - 60), story.told.size());
                throw new AssertionError("seed " + seed + ": " + broken.getMessage() + "\n" + String.join("\n", last), broken);
            }
            return story.told;
        }
    }

    private void troubled(int steps) throws InterruptedException {
        platform.commit(new Write.Put(Resource.declared(Metadata.named("", "default"), new ProjectSpec("")), Write.Expected.ANYTHING));
        declared.put("web", ComponentSpec.ofImage("sim/web:1").withReplicas(3));
        declared.put("store", ComponentSpec.ofImage("redis:7"));
        declare();
        for (var fault : Fault.values()) {
            platform.world.faults().rate(fault, 0.02);
        }
        for (int i = 0; i < steps; i++) {
            if (chance.nextInt(40) == 0) {
                told.add("mischief: " + platform.world.mischief().any());
            }
            if (chance.nextInt(60) == 0) {
                changeMind();
            }
            platform.step().ifPresent(run -> told.add(run.toString()));
            check();
        }
    }

    private void calm() throws InterruptedException {
        told.add("faults stop");
        platform.world.faults().stop();
        platform.world.hand().freeDisk();
        platform.pass(AFTERMATH);
        // An update that failed amid the faults has failed, and rightly waits for somebody to declare anew.
        declared.replaceAll((_, spec) -> spec.withEnvironment(Map.of("EDITION", "last")));
        declare();
        platform.pass(BOUND);
        check();
        var shop = platform.store.get(SHOP).orElseThrow();
        require(shop.status().level(), "not level " + BOUND.toMinutes() + " minutes after the faults stopped: " + shop.status().conditions()
            + platform.loop.records(SHOP) + platform.world.trace().lines().reversed().stream().limit(20).toList());
        var running = platform.world.hand().instances().stream().filter(SeenInstance::well)
            .collect(Collectors.groupingBy(i -> i.stamp().component(), TreeMap::new, Collectors.summingInt(_ -> 1)));
        var wanted = new TreeMap<String, Integer>();
        declared.forEach((name, spec) -> wanted.put(name, spec.replicas()));
        require(running.equals(wanted), "declared " + wanted + ", running " + running);
        require(platform.world.hand().instances().size() == declared.values().stream().mapToInt(ComponentSpec::replicas).sum(), "strays are left: "
            + platform.world.hand().instances());
        told.add("in the end: " + platform.world.hand().instances());
    }

    private void changeMind() throws InterruptedException {
        switch (chance.nextInt(4)) {
            case 0 -> declared.computeIfPresent("web", (_, web) -> web.withReplicas(1 + chance.nextInt(5)));
            case 1 -> declared.computeIfPresent("web", (_, web) -> web.withEnvironment(Map.of("EDITION", Integer.toString(chance.nextInt(1_000)))));
            case 2 -> declared.put("worker", ComponentSpec.ofImage("worker:" + chance.nextInt(3)).withReplicas(2));
            default -> declared.remove("worker");
        }
        declare();
    }

    private void declare() throws InterruptedException {
        told.add("declared " + declared.values().stream().map(c -> c.image() + " × " + c.replicas() + " " + c.environment()).toList());
        platform.commit(new Write.Put(Resource.declared(Metadata.named("default", "shop"), AssemblySpec.of(new Topology(declared, Map.of(), Map.of()))),
            Write.Expected.ANYTHING));
    }

    /// What must be so at every moment.
    private void check() {
        require(platform.world.ledger().violations().isEmpty(), "foreign objects were touched: " + platform.world.ledger().violations());
        require(platform.world.ledger().twins().isEmpty(), "two of one: " + platform.world.ledger().twins());
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new AssertionError(otherwise);
        }
    }
}
