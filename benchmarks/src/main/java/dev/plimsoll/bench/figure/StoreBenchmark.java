package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Etcd;
import dev.plimsoll.bench.peer.PrivatePostgres;
import dev.plimsoll.bench.run.Load;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.postgres.PostgresStore;
import dev.plimsoll.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Durable writes of one small resource each, by one writer and by 64 at the same time, each as fast as it is answered. The stores are called
/// directly; etcd is called over loopback, as it always is.
public final class StoreBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int MANY = 64;
    private static final int KEYS = 16;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final String VALUE = "x".repeat(256);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String measures() {
        return "durable writes at 1 and 64 writers, SQLite and PostgreSQL store; etcd puts";
    }

    @Override
    public List<Figure> measure(Site site) {
        var etcd = Etcd.start(site);
        var sqlite = opened(site, SqliteStore.open(site.made("sqlite"), new StoredJson(), Clock.systemUTC(), StoreBenchmark::uid));
        var postgres = opened(site, new PostgresStore(PrivatePostgres.start(site).url(), PrivatePostgres.USER, new SecretText(""), new StoredJson(), StoreBenchmark::uid, new Random()).open());
        Map<String, Load.Writing> sides = new LinkedHashMap<>();
        sides.put("sqlite", (writer, counter) -> put(sqlite, writer, counter));
        sides.put("postgres", (writer, counter) -> put(postgres, writer, counter));
        sides.put("etcd", (writer, counter) -> etcd.put(writer, "default/" + name(writer, counter), text(counter).getBytes(StandardCharsets.UTF_8)));
        var alone = loads(site, sides, 1);
        var together = loads(site, sides, MANY);
        var figures = new ArrayList<Figure>();
        for (var store : List.of("sqlite", "postgres")) {
            figures.add(Figure.of("store." + store + ".64", "writes/s", together.get(store).perSecond(), new Target.RatioAtLeast(1))
                .beside("etcd, 64 writers", together.get("etcd").perSecond()));
            figures.add(Figure.of("store." + store + ".1", "ms", alone.get(store).median(), new Target.RatioAtMost(2)).beside("etcd, 1 writer", alone.get("etcd").median()));
            figures.add(Figure.of("store." + store + ".64.p99", "ms", together.get(store).percent99(), new Target.Told())
                .beside("etcd, 64 writers", together.get("etcd").percent99()));
        }
        figures.add(ownCheck(site, etcd, together.get("sqlite").perSecond()));
        return figures;
    }

    /// The same number as etcd's own tool measures it, with its own client and hundreds of writers, so that nobody has to trust our client.
    private static Figure ownCheck(Site site, Etcd etcd, Samples sqlite) {
        site.say("etcdctl check perf: one minute");
        double itself = etcd.ownCheck();
        return Figure.of("store.check-perf", "writes/s", sqlite, new Target.Told()).beside("etcdctl check perf --load=xl", Samples.one(itself));
    }

    private static VersionedStore opened(Site site, VersionedStore store) {
        site.cleanup().later(store::close);
        return store;
    }

    private static Map<String, Loads> loads(Site site, Map<String, Load.Writing> sides, int writers) {
        var measured = new LinkedHashMap<String, List<Load>>();
        int rounds = site.roundsOr(ROUNDS);
        for (int round = 0; round < rounds; round++) {
            for (var side : sides.entrySet()) {
                var load = Load.run(writers, TIME, side.getValue());
                measured.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(load);
                site.say("round %d/%d  %-10s %2d writers %8.0f writes/s, median %.2f ms, p99 %.2f ms".formatted(round + 1, rounds, side.getKey(), writers,
                    load.perSecond(), load.median(), load.percent99()));
            }
        }
        var loads = new LinkedHashMap<String, Loads>();
        measured.forEach((side, all) -> loads.put(side, new Loads(all)));
        return loads;
    }

    private static void put(VersionedStore store, int writer, int counter) {
        var resource = Resource.declared(Metadata.named("default", name(writer, counter)), new ConfigSpec(Map.of("value", text(counter))));
        store.commit(List.of(new Write.Put(resource, Write.Expected.ANYTHING)), Optional.empty());
    }

    private static String name(int writer, int counter) {
        return "w" + writer + "-" + counter % KEYS;
    }

    private static String text(int counter) {
        return counter + VALUE;
    }

    private static String uid() {
        return UUID.randomUUID().toString();
    }

    private record Loads(List<Load> rounds) {
        Samples perSecond() {
            return Samples.of(rounds.stream().map(Load::perSecond).toList());
        }

        Samples median() {
            return Samples.of(rounds.stream().map(Load::median).toList());
        }

        Samples percent99() {
            return Samples.of(rounds.stream().map(Load::percent99).toList());
        }
    }
}
