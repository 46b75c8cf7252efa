package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the control plane at random moments of deploys, updates, rollbacks and deletions: nothing acknowledged is lost, and in the end
/// exactly what is declared runs, once, and nothing else.
@Tag("docker")
@Tag("slow")
@Order(1)
class KilledServerTest {
    private static final int KILLS = 50;
    /// After so many kills it is left alone until everything is level.
    private static final int KILLS_IN_A_ROW = 10;
    private static final Duration SETTLES = Duration.ofSeconds(60);
    private static final String ASSEMBLY = "killed";
    private static final String PATH = "/v1/projects/default/assemblies/" + ASSEMBLY;
    private static final long SEED = Long.getLong("plimsoll.seed", System.nanoTime());

    @TempDir
    Path folder;

    private final Containers engine = Containers.OF_THIS_MACHINE;
    private final Random random = new Random(SEED);
    /// Every state that was ever asked for, which a rollback may bring back.
    private final Set<Wish> wishes = new HashSet<>();
    private RealServer server;
    private Optional<Wish> declared = Optional.empty();

    @BeforeEach
    void start() {
        engine.makeBusybox();
        server = RealServer.started(folder.resolve("state"));
    }

    @AfterEach
    void clear() {
        try {
            server.close();
        } finally {
            engine.clear(ASSEMBLY);
        }
    }

    @Test
    void whateverItWasDoingIsFinishedOnce() {
        System.out.println("seed " + SEED + "; to repeat: -Dplimsoll.seed=" + SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            killDuring(operation());
            if (kill % KILLS_IN_A_ROW == 0) {
                settled();
            }
        }
        server.api().send("DELETE", PATH, null);
        declared = Optional.empty();
        settled();
    }

    @Test
    void aSecondStartFindsEverythingAsItWas() {
        apply(new Wish(2, 1, 0));
        declared = Optional.of(new Wish(2, 1, 0));
        settled();
        var before = engine.running(ASSEMBLY);
        var revision = server.api().send("GET", PATH, null).body();
        server.kill();
        server.start();
        settled();
        assertThat(engine.running(ASSEMBLY)).isEqualTo(before);
        assertThat(server.api().send("GET", PATH, null).body().path("spec")).isEqualTo(revision.path("spec"));
    }

    /// @param wanted what is declared afterwards when it succeeds; none: nothing any more
    /// @param send   asks the server, and answers what it answered
    private record Operation(String name, Set<Optional<Wish>> wanted, java.util.function.Supplier<Api.Answer> send) {}

    private Operation operation() {
        int dice = random.nextInt(10);
        if (declared.isPresent() && dice < 2) {
            return new Operation("delete", Set.of(Optional.empty()), () -> server.api().send("DELETE", PATH, null));
        }
        if (declared.isPresent() && dice < 4) {
            var any = new HashSet<Optional<Wish>>();
            wishes.forEach(w -> any.add(Optional.of(w)));
            return new Operation("roll back", any, () -> server.api().send("POST", PATH + "/rollback", Map.of("release", 0)));
        }
        var wish = new Wish(1 + random.nextInt(3), random.nextInt(3), random.nextInt(3));
        wishes.add(wish);
        return new Operation("apply " + wish, Set.of(Optional.of(wish)), () -> applyWhenGone(wish));
    }

    private void killDuring(Operation operation) {
        Api.Answer answer;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = CompletableFuture.supplyAsync(operation.send, threads);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(800)).toNanos());
            server.kill();
            answer = asked.join();
        }
        server.start();
        var found = declaredNow();
        var possible = switch (answer.status()) {
            case 200, 202 -> operation.wanted;
            // Killed before it answered: it may have been done or not.
            case 0 -> {
                var either = new HashSet<>(operation.wanted);
                either.add(declared);
                yield either;
            }
            case 404, 409 -> Set.of(declared);
            default -> throw new AssertionError(operation.name + " was answered with " + answer);
        };
        assertThat(found).as("declared after " + operation.name + ", which was answered with " + answer.status() + " (seed " + SEED + ")").isIn(possible);
        declared = found;
    }

    /// While the last one is being deleted a new one is refused with a conflict, and may be asked for again.
    private Api.Answer applyWhenGone(Wish wish) {
        var answer = apply(wish);
        for (int again = 0; answer.status() == 409 && again < 500; again++) {
            assertThat(answer.body().path("code").asText()).isEqualTo("conflict");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = apply(wish);
        }
        return answer;
    }

    private Api.Answer apply(Wish wish) {
        return server.api().apply(wish.document());
    }

    private Optional<Wish> declaredNow() {
        var answer = server.api().send("GET", PATH, null);
        if (answer.status() == 404 || answer.body().path("metadata").has("deletedAt")) {
            return Optional.empty();
        }
        var components = answer.body().path("spec").path("topology").path("components");
        return Optional.of(new Wish(components.path("web").path("replicas").asInt(1), components.path("worker").path("replicas").asInt(1),
            components.path("web").path("labels").path("version").asInt(-1)));
    }

    private void settled() {
        var expected = declared.map(Wish::slots).orElse(List.of());
        Eventually.holds("exactly what is declared runs (seed " + SEED + ")", SETTLES,
            () -> engine.slots(ASSEMBLY, "version").equals(expected) && engine.networks(ASSEMBLY).size() == (declared.isPresent() ? 1 : 0)
                && (declared.isPresent() ? server.api().isLevel(ASSEMBLY) : server.api().send("GET", PATH, null).status() == 404),
            () -> engine.slots(ASSEMBLY, "version") + " instead of " + expected + "\n" + server.api().assembly(ASSEMBLY) + "\n" + server.log());
        var items = server.api().send("GET", "/v1/inventory", null).body().path("items");
        assertThat(items.valueStream().filter(i -> !i.path("type").asText().equals("image"))).as("instances and networks, by the server's own inventory")
            .hasSize(expected.size() + (declared.isPresent() ? 1 : 0));
    }

    /// What may be declared.
    private record Wish(int web, int worker, int version) {
        String document() {
            return """
                apiVersion: plimsoll/v1
                kind: Assembly
                metadata: {name: %s}
                spec:
                  topology:
                    components:
                      web: {image: "%s", replicas: %d, process: {command: [sleep, "100000"], stopGrace: 0s}, labels: {version: "%d"}, update: {stability: 200ms, batch: 2}}
                      worker: {image: "%s", replicas: %d, process: {command: [sleep, "100000"], stopGrace: 0s}, labels: {version: "0"}, update: {stability: 200ms}}
                """.formatted(ASSEMBLY, Containers.BUSYBOX, web, version, Containers.BUSYBOX, worker);
        }

        List<String> slots() {
            var slots = new ArrayList<String>();
            for (int slot = 1; slot <= web; slot++) {
                slots.add("web " + slot + " running " + version);
            }
            for (int slot = 1; slot <= worker; slot++) {
                slots.add("worker " + slot + " running 0");
            }
            return slots.stream().sorted().toList();
        }
    }
}
