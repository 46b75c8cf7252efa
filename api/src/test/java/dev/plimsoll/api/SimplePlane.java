package dev.plimsoll.api;

import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.plane.ContextStore;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.DoorShut;
import dev.plimsoll.api.plane.EngineReport;
import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.api.plane.ImageShelf;
import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.api.plane.PlaneFacts;
import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.api.plane.Sealer;
import dev.plimsoll.api.plane.Stock;
import dev.plimsoll.api.plane.Survey;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A control plane in memory: the real store and mirror, and small real implementations of the rest.
final class SimplePlane implements AutoCloseable {
    final Runs runs = new Runs();
    final KnownEndpoints directory = new KnownEndpoints();
    final Consoles console = new Consoles();
    final Contexts contexts = new Contexts();
    final CountDownLatch shutDown = new CountDownLatch(1);
    final MemoryStore store;
    final Mirror mirror;
    final ControlPlane plane;
    final Set<Key> asked = ConcurrentHashMap.newKeySet();
    volatile List<String> notReady = List.of();
    volatile List<Foresight.PlannedStep> outside = List.of();

    SimplePlane() {
        var uids = new AtomicLong();
        store = new MemoryStore(Clock.systemUTC(), () -> "uid-" + uids.incrementAndGet());
        mirror = WatchedMirror.of(store);
        plane = new ControlPlane(store, mirror, Clock.systemUTC(), new PlaneFacts("1.2.3", true, Instant.parse("2026-01-01T00:00:00Z"), "memory", Map.of()),
            () -> new EngineReport.Facts("simulated", true, "1", "1", "nowhere", "", Map.of("ipvs", "missing")), () -> notReady, _ -> outside, runs, asked::add, console,
            new Images(), () -> List.of(new Stock.Item(Stock.Type.VOLUME, "shop-data", "shop-data", Optional.of("default"), Optional.of("shop"), Optional.empty(), Optional.empty())),
            contexts, new Seals(), out -> out.write("a backup".getBytes(StandardCharsets.UTF_8)), shutDown::countDown, new Door(), new Looks(), directory, new Meters());
    }

    @Override
    public void close() {
        mirror.close();
        store.close();
    }

    /// One cloud that answers, with one thing in it that is nobody's.
    private static final class Looks implements Survey {
        @Override
        public Tested test(Key region) {
            return new Tested(true, "simulated", "1", "me", List.of("machines"), List.of("power"), List.of("a"), List.of(new RegionStatus.Flavor("small", 1, 1 << 30, 0)), List.of("debian"),
                List.of(new RegionStatus.Quota("machines", 10, 1)), Map.of("host", "here"), Optional.empty(), Optional.empty());
        }

        @Override
        public Swept sweep(Optional<Key> region, boolean remove) {
            return new Swept(List.of(new Stray("region/here", "machine", "id-1", "web-1", "machine/default/web-1", remove ? Became.REMOVED : Became.FOUND, "")), Map.of("region/there", "it does not answer"));
        }

        @Override
        public String makeNodeImage(Consumer<String> progress) {
            progress.accept("begins");
            return "plimsoll/node:1";
        }
    }

    /// Opens for one credential and takes reports down.
    static final class Door implements MachineDoor {
        static final String CREDENTIAL = "a-credential-for-tests";
        final List<Report> reports = new CopyOnWriteArrayList<>();

        @Override
        public byte[] enrol(String credential, byte[] request) {
            require(credential);
            if (request.length == 0) {
                throw new DoorShut(DoorShut.Type.UNFIT, "no request");
            }
            return request;
        }

        @Override
        public byte[] renew(String token, byte[] request) {
            return enrol(token, request);
        }

        @Override
        public void report(String shown, Report report) {
            require(shown);
            reports.add(report);
        }

        @Override
        public Optional<byte[]> follow(String token, Following following) {
            require(token);
            return following.have().equals("newest") ? Optional.empty() : Optional.of("news".getBytes(StandardCharsets.UTF_8));
        }

        private static void require(String shown) {
            if (!shown.equals(CREDENTIAL) && !shown.equals(Client.TOKEN)) {
                throw new DoorShut(DoorShut.Type.UNKNOWN, "nobody's");
            }
        }
    }

    /// Runs that tests tell of.
    static final class Runs implements RunHistory {
        private final List<PastRun> all = new CopyOnWriteArrayList<>();
        private final List<Consumer<PastRun>> listeners = new CopyOnWriteArrayList<>();

        void tell(PastRun run) {
            all.addFirst(run);
            listeners.forEach(l -> l.accept(run));
        }

        @Override
        public List<PastRun> newest(Optional<Key> key, int limit) {
            return all.stream().filter(r -> key.map(r.key()::equals).orElse(true)).limit(limit).toList();
        }

        @Override
        public AutoCloseable subscribe(Consumer<PastRun> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    /// Instances that wrote lines and run an echo as their only program.
    static final class Consoles implements InstanceConsole {
        record Line(Instant at, String text) {}

        private final Map<String, List<Line>> lines = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
        final List<String> sizes = new CopyOnWriteArrayList<>();

        void wrote(String instance, String at, String text) {
            lines.computeIfAbsent(instance, _ -> new CopyOnWriteArrayList<>()).add(new Line(Instant.parse(at), text));
        }

        void ended(String instance) {
            ends.computeIfAbsent(instance, _ -> new CountDownLatch(1)).countDown();
        }

        @Override
        public void logs(Place place, LogRange range, LogSink sink) throws InterruptedException {
            var instance = place.id();
            if (!lines.containsKey(instance)) {
                throw new EngineTrouble(EngineTrouble.Type.ABSENT, "no such instance", null);
            }
            var written = lines.get(instance).stream().filter(l -> range.since().map(s -> !l.at().isBefore(s)).orElse(true)).toList();
            written.stream().skip(range.tail() == 0 ? 0 : Math.max(0, written.size() - range.tail())).forEach(l -> sink.line(l.at(), false, l.text()));
            if (range.follow()) {
                ends.computeIfAbsent(instance, _ -> new CountDownLatch(1)).await();
            }
        }

        @Override
        public int exec(Place instance, Program program, Streams streams) {
            streams.sizes().subscribe((columns, rows) -> sizes.add(columns + "x" + rows));
            try {
                streams.in().transferTo(streams.out());
                streams.err().write("done".getBytes(StandardCharsets.UTF_8));
                return 7;
            } catch (IOException gone) {
                throw new EngineTrouble(EngineTrouble.Type.UNREACHABLE, "gone", gone);
            }
        }
    }

    static final class Contexts implements ContextStore {
        private final Map<String, byte[]> stored = new ConcurrentHashMap<>();

        @Override
        public boolean has(String sha256) {
            return stored.containsKey(sha256);
        }

        @Override
        public void put(String sha256, InputStream tar) throws IOException {
            var bytes = tar.readAllBytes();
            if (!Fingerprint.sha256(new String(bytes, StandardCharsets.UTF_8)).equals(sha256)) {
                throw new InvalidValue("the digest is not that of the body");
            }
            stored.put(sha256, bytes);
        }

        @Override
        public InputStream open(String sha256) {
            return new ByteArrayInputStream(stored.get(sha256));
        }
    }

    /// Sealing makes another text each time, as real sealing does.
    private static final class Seals implements Sealer {
        private final AtomicLong salt = new AtomicLong();

        @Override
        public SecretSpec seal(SecretSpec spec) {
            var sealed = new LinkedHashMap<String, String>();
            spec.data().forEach((name, value) -> sealed.put(name, value.startsWith(SecretSpec.SEALED_PREFIX) ? value : SecretSpec.SEALED_PREFIX
                + salt.incrementAndGet() + ":" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
            return new SecretSpec(sealed);
        }

        @Override
        public boolean hides(String sealed, String text) {
            return sealed.endsWith(":" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static final class Images implements ImageShelf {
        @Override
        public Ensured ensure(String reference, boolean pull, Optional<String> context) {
            if (reference.startsWith("absent")) {
                throw new EngineTrouble(EngineTrouble.Type.ABSENT, "no image " + reference, null);
            }
            return new Ensured(reference, "sha256:1", context.isPresent() ? Did.BUILT : Did.FOUND);
        }

        @Override
        public Cleared removeUnused() {
            return new Cleared(List.of("plimsoll/old:1"), List.of());
        }
    }
}
