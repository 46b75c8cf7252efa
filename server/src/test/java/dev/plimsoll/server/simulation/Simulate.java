package dev.plimsoll.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Runs random histories at length: `--of apps|machines|clusters --seeds N --steps M [--seed FIRST] [--workers W]`. Prints each failure with its seed and what happened before; exit
/// code 0 when there was none.
final class Simulate {
    private static final int USAGE = 3;
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private static final Map<String, History> HISTORIES = Map.of("apps", Simulation::run, "machines", MachinesSimulation::run, "clusters", ClustersSimulation::run);

    private final History history;
    private final AtomicLong next;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final long end;
    private final int steps;

    /// One seed's.
    @FunctionalInterface
    private interface History {
        void run(long seed, int steps) throws InterruptedException;
    }

    private Simulate(History history, long first, int seeds, int steps) {
        this.history = history;
        this.next = new AtomicLong(first);
        this.end = first + seeds;
        this.steps = steps;
    }

    public static void main(String[] args) throws Exception {
        try {
            var given = options(args);
            int seeds = Integer.parseInt(given.getOrDefault("seeds", given.containsKey("seed") ? "1" : "1000"));
            long first = given.containsKey("seed") ? Long.parseLong(given.get("seed")) : new Random().nextInt(1_000_000_000);
            var history = given.getOrDefault("of", "apps");
            if (!HISTORIES.containsKey(history)) {
                throw new IllegalArgumentException("no histories are told of " + history);
            }
            var simulate = new Simulate(HISTORIES.get(history), first, seeds, Integer.parseInt(given.getOrDefault("steps", history.equals("apps") ? "500" : "1500")));
            System.exit(simulate.all(Integer.parseInt(given.getOrDefault("workers", "2"))));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\nusage: ./simulate [--of apps|machines|clusters] [--seeds N] [--steps M] [--seed FIRST] [--workers W]");
            System.exit(USAGE);
        }
    }

    private static Map<String, String> options(String[] args) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].matches("--(of|seeds|steps|seed|workers)") || i + 1 == args.length) {
                throw new IllegalArgumentException("unknown option or missing value: " + args[i]);
            }
            given.put(args[i].substring(2), args[i + 1]);
        }
        return given;
    }

    private int all(int workers) throws Exception {
        System.err.println("seeds " + next.get() + " to " + (end - 1) + ", " + steps + " steps each, " + workers + " at a time");
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < workers; i++) {
                futures.add(threads.submit(this::some));
            }
            threads.shutdown();
            while (!threads.awaitTermination(PROGRESS.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(done + " done, " + failed + " failed");
            }
            for (var future : futures) {
                future.get();
            }
        }
        System.out.println(done + " seeds, " + failed + " failed");
        return failed.get() == 0 ? 0 : 1;
    }

    private void some() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            try {
                history.run(seed, steps);
            } catch (InterruptedException given) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error broken) {
                failed.incrementAndGet();
                System.out.println(broken instanceof Simulation.Broken ? broken.getMessage() + "\n" : "seed " + seed + ": " + broken);
            }
            done.incrementAndGet();
        }
    }
}
