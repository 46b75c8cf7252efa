package dev.plimsoll.server;

import dev.plimsoll.api.ApiServer;
import dev.plimsoll.api.ApiSettings;
import dev.plimsoll.api.metrics.LoopMeter;
import dev.plimsoll.api.metrics.MeteredStore;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.http.Token;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.PlaneFacts;
import dev.plimsoll.controllers.Controllers;
import dev.plimsoll.controllers.Lanes;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.loop.LoopSettings;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of ingredients: everything a control plane is made of, constructed in order, stopped in the reverse one.
final class ControlPlaneServer {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneServer.class);
    /// Calls to an engine at the same time.
    private static final int ENGINE_LANES = 16;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ready;

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
        var tenancy = keep(new Tenancy(store, stores.holder(), this::stopSoon));
        Mirror mirror = keep(WatchedMirror.of(store));
        meters.observe(mirror);
        var vault = new FileVault(folder.secretKey());
        var contexts = new FileContexts(folder.contexts());
        Engine engine = keep(Engines.open(options, clock));
        var observed = new ObservedEngine(engine, store.plane(), clock);
        var around = new Surroundings(store, mirror, observed, vault, contexts.port(), clock, tenancy::fence, Lanes.atOnce(ENGINE_LANES));
        var loop = keep(new Loop(mirror, Controllers.all(around), LoopSettings.usual(clock, new Random()), new MeteredLoop(new LoopMeter(meters))));
        var runs = keep(new LoopRuns(loop));
        var facts = new PlaneFacts(Version.CURRENT, options.simulated(), clock.instant(), stores.kind(), stores.facts());
        var plane = new ControlPlane(store, mirror, clock, facts, new AskedEngine(engine), () -> missing(tenancy),
            new PlannersForesight(mirror, observed, clock), runs, new EngineConsole(engine.console()),
            new EngineImages(engine.images(), contexts.port(), store.plane()), new EngineStock(engine, store.plane()), contexts, vault,
            stores.backup(store), this::stopSoon, meters);
        var api = keep(ApiServer.start(plane, ApiSettings.usual(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), new Token(folder.token()))));
        folder.announce("""
            {"pid": %d, "address": "http://127.0.0.1:%d", "version": "%s", "startedAt": "%s"}
            """.formatted(ProcessHandle.current().pid(), api.address().getPort(), Version.CURRENT, clock.instant()));
        parts.push(folder::withdraw);
        act(tenancy, loop, observed, store);
        LOG.info("ready on {}, {} store, {} engine", api.address(), stores.kind(), engine.name());
    }

    /// From here on the world is changed: only under the lease.
    private void act(Tenancy tenancy, Loop loop, ObservedEngine observed, VersionedStore store) throws InterruptedException {
        tenancy.begin();
        keep(observed.engine().watch(store.plane(), new Nudges(observed, loop)));
        loop.start();
        keep(Housekeeping.start(store));
        ready = true;
    }

    private List<String> missing(Tenancy tenancy) {
        var missing = new ArrayList<String>();
        if (!tenancy.held()) {
            missing.add("another control plane acts on this store; waiting for its lease");
        } else if (!ready) {
            missing.add("starting");
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
    }

    void awaitEnd() throws InterruptedException {
        ending.await();
        close();
    }

    /// Ends in good order; for the shutdown hook, which waits for it.
    void stop() {
        ending.countDown();
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
