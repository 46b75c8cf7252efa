package dev.plimsoll.server;

import dev.plimsoll.api.ApiServer;
import dev.plimsoll.api.ApiSettings;
import dev.plimsoll.api.DiscoveryServer;
import dev.plimsoll.api.http.Token;
import dev.plimsoll.api.metrics.LoopMeter;
import dev.plimsoll.api.metrics.MeteredStore;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.metrics.ProbeMeter;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.api.plane.PlaneFacts;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.controllers.Controllers;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Lanes;
import dev.plimsoll.controllers.Nudges;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.certificate.ServedCertificates;
import dev.plimsoll.controllers.cloud.CloudAccounts;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.controllers.ingress.Traffic;
import dev.plimsoll.controllers.ingress.TrafficSources;
import dev.plimsoll.controllers.probe.Prober;
import dev.plimsoll.controllers.registration.Deregistrations;
import dev.plimsoll.dns.answer.NameServer;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.loop.LoopSettings;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.cloud.Onboarding;
import dev.plimsoll.ports.swarm.Swarms;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of ingredients: everything a control plane is made of, constructed in order, stopped in the reverse one.
final class ControlPlaneServer {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneServer.class);
    /// Calls to an engine at the same time.
    private static final int ENGINE_LANES = 16;
    private static final int PROBES_AT_ONCE = 64;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean overtaken;

    private Tenancy tenancy;
    private Runnable acting;

    private ControlPlaneServer() {}

    /// @throws dev.plimsoll.store.StoreFailure.Unusable when the state cannot be used, or is another server's
    static ControlPlaneServer start(ServerOptions options) throws IOException, InterruptedException {
        var server = new ControlPlaneServer();
        try {
            server.assemble(options);
            return server;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private void assemble(ServerOptions options) throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var folder = StateFolder.open(options.state());
        var meters = new Meters();
        var stores = new Stores(options, folder, clock);
        var store = keep(new MeteredStore(stores.open(), meters));
        folder.tidy();
        tenancy = keep(new Tenancy(store, stores.tenant(), this::overtaken));
        Mirror mirror = keep(WatchedMirror.of(store));
        var vault = folder.vault();
        var contexts = new FileContexts(folder.contexts());
        var outside = Outside.open(options, folder, clock);
        Engine engine = keep(new LeasedEngine(outside.engine(), tenancy::safe));
        var proofs = keep(NameSide.proofs(options, folder, mirror, meters));
        LOG.info("proofs of names are answered on {}", proofs.address());
        var ingresses = keep(new AllIngresses(outside.ingress(), options, new AllIngresses.Reading(mirror, new ServedCertificates(mirror, vault), clock), proofs.address()));
        var machines = machines(options, new Enrolments.Records(store, vault, tenancy::fence), mirror, new MachineSide.Surfaces(clock, meters, ingresses));
        var addresses = machines.map(side -> new MachineAddresses(mirror, side.identities()));
        var opening = outside.clusters().orElseGet(() -> new ClusterEngines(mirror, vault, new ClusterEngines.Ways(addresses, Outside.workshop(options)), clock));
        var engines = keep(new Engines(new ObservedEngine(engine, store.plane(), clock), cluster -> new LeasedEngine(opening.open(cluster), tenancy::safe), mirror, clock));
        var prober = keep(new Prober(engines.probing(), clock, atOnce(PROBES_AT_ONCE), new MeteredProber(new ProbeMeter(meters))));
        var traffic = new Traffic(ingresses, new TrafficSources(mirror, engines, prober, vault, clock));
        var around = new Surroundings(store, mirror, engines, prober, traffic, new Deregistrations(mirror, clock), vault, contexts.port(), clock, tenancy::fence, Lanes.atOnce(ENGINE_LANES));
        var accounts = keep(new CloudAccounts(access -> new LeasedCloud(outside.clouds().open(access), tenancy::safe), mirror, vault, store.plane(), clock));
        // Simulated machines run nothing that could report.
        var onboarding = machines.filter(_ -> !options.simulated()).map(MachineSide::onboarding).orElse(Onboarding.NONE);
        var machinery = new Machinery(around, accounts, onboarding, ControlPlaneServer::operation);
        var minders = keep(new Minders());
        var names = keep(NameSide.open(options, around, tenancy::safe));
        var directory = new Directory(clock);
        if (options.dns().isPresent()) {
            LOG.info("names are answered on {}", keep(NameServer.start(options.dns().get(), new DeclaredNames(mirror, directory, clock))).address());
        }
        var swarms = options.simulated() ? outside.swarms() : addresses.<Swarms>map(EnrolledSwarms::new).orElse(Swarms.NONE);
        var clusters = keep(new Clusters((cluster, members) -> new LeasedSwarm(swarms.open(cluster, members), tenancy::safe), mirror));
        var loop = keep(new Loop(mirror, Controllers.with(Controllers.all(around, machinery, minders, clusters), names.outward(directory)), LoopSettings.usual(clock, new Random()), new MeteredLoop(new LoopMeter(meters))));
        var runs = keep(new LoopRuns(loop));
        machines.ifPresent(side -> side.onReport(loop::nudge));
        var facts = new PlaneFacts(Version.CURRENT, options.simulated(), clock.instant(), stores.kind(), stores.facts());
        var plane = new ControlPlane(store, mirror, clock, facts, new AskedEngines(engines), this::missing,
            new PlannersForesight(mirror, engines, prober, clock), runs, loop::ask, new EngineConsole(engines, mirror),
            new EngineImages(engines, contexts.port()), new EngineStock(engines), contexts, vault,
            Stores.backup(store), this::stopSoon, machines.map(MachineSide::door).orElse(MachineDoor.SHUT), new WorldSurvey(machinery, outside.nodeImage()),
            new SharedDirectory(directory), meters);
        var reader = new Token(folder.discoveryToken());
        var api = keep(ApiServer.start(plane, ApiSettings.usual(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), new Token(folder.token())).withReader(reader)));
        var readers = options.discovery().isPresent() ? Optional.of(keep(DiscoveryServer.start(options.discovery().get(), reader, plane))) : Optional.<DiscoveryServer>empty();
        readers.ifPresent(server -> LOG.info("discovery is answered on {}", server.address()));
        OwnEndpoints.tell(directory, readers.map(DiscoveryServer::address).orElse(api.address()), options);
        // Before those who serve: whoever waits for a change is let go.
        parts.push(directory::end);
        folder.announce("""
            {"pid": %d, "address": "http://127.0.0.1:%d", "version": "%s", "startedAt": "%s"}
            """.formatted(ProcessHandle.current().pid(), api.address().getPort(), Version.CURRENT, clock.instant()));
        parts.push(folder::withdraw);
        LOG.info("answering on {}, {} store, {} engine", api.address(), stores.kind(), engine.name());
        acting = () -> act(loop, around, minders, directory);
    }

    /// None unless an address for machines is given.
    private Optional<MachineSide> machines(ServerOptions options, Enrolments.Records where, Mirror mirror, MachineSide.Surfaces surfaces) throws IOException {
        if (options.machines().isEmpty()) {
            return Optional.empty();
        }
        var side = keep(MachineSide.open(options.machines().get(), where, mirror, surfaces));
        LOG.info("machines enrol on {}", side.address());
        return Optional.of(side);
    }

    /// From here on the world is changed: only under the lease.
    private void act(Loop loop, Surroundings around, Minders minders, Directory directory) {
        ensureFirstProject(around.store());
        var nudges = new Nudges(around.mirror(), loop);
        around.engines().tend(new EngineCare(nudges, minders, around, loop::nudge)::begin);
        around.prober().onChange(nudges::component);
        around.deregistrations().onChange(loop::nudge);
        keep(directory.subscribe(nudges::endpoints));
        directory.begin(Stream.of(Kind.COMPONENT, Kind.MACHINE).flatMap(kind -> around.mirror().list(Query.of(kind)).stream()).map(Resource::key).toList());
        loop.start();
        directory.forget(key -> around.mirror().get(key).isEmpty());
        around.prober().start();
        // What was served before this life may be declared no more.
        Thread.ofVirtual().name("traffic").start(() -> serveOnce(around));
        keep(Housekeeping.start(around.store()));
        ready = true;
        LOG.info("ready");
    }

    private static void serveOnce(Surroundings around) {
        try {
            around.traffic().serve();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /// Strays of projects that are not declared (any more) are looked for with the default one, so it has to be there.
    private void ensureFirstProject(VersionedStore store) {
        var first = Resource.declared(Metadata.named("", Metadata.DEFAULT_PROJECT), new ProjectSpec(""));
        try {
            if (store.get(first.key()).isEmpty()) {
                store.commit(List.of(new Write.Put(first, Write.Expected.ABSENT)), tenancy.fence());
            }
        } catch (StoreFailure.Conflict somebodyWasFaster) {
            LOG.debug("the default project was made meanwhile");
        } catch (StoreFailure.Full | StoreFailure.Unavailable later) {
            LOG.warn("cannot make the default project; the next start tries again: {}", later.getMessage());
        }
    }

    /// On virtual threads; those beyond the bound wait, and are late.
    private static Executor atOnce(int most) {
        var permits = new Semaphore(most);
        return task -> Thread.ofVirtual().name("probe").start(() -> {
            permits.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                permits.release();
            }
        });
    }

    /// Names what is asked of a cloud once; 64 bits, because nothing hangs on its being secret.
    private static String operation() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong());
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        if (!ready) {
            missing.add(tenancy.obstacle().isEmpty() ? "starting" : tenancy.obstacle());
        }
        if (ending.getCount() == 0) {
            missing.add("ending");
        }
        return missing;
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /// Asks for the end and returns at once.
    private void stopSoon() {
        ending.countDown();
        tenancy.end();
    }

    private void overtaken() {
        overtaken = true;
        stopSoon();
    }

    /// Acts as soon as nobody else does, until it is told to end.
    ///
    /// @return false when it ended because another control plane took over
    boolean serve() throws InterruptedException {
        try {
            if (tenancy.begin()) {
                acting.run();
                ending.await();
            }
            return !overtaken;
        } finally {
            close();
        }
    }

    /// Ends in good order; for the shutdown hook, which waits for it.
    void stop() {
        stopSoon();
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception broken) {
                LOG.warn("did not end in good order: {}", broken.toString());
            }
        }
        LOG.info("ended");
        ended.countDown();
    }
}
