package dev.plimsoll.server.simulation;

import dev.plimsoll.controllers.Controllers;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Lanes;
import dev.plimsoll.controllers.Nudges;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Outward;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.announcement.AnnouncementAccounts;
import dev.plimsoll.controllers.announcement.AnnouncementWork;
import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.certificate.IssuerAccounts;
import dev.plimsoll.controllers.cloud.CloudAccounts;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.dns.DnsWork;
import dev.plimsoll.controllers.dns.ZoneAccounts;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.controllers.probe.ProbeMeter;
import dev.plimsoll.controllers.ingress.Traffic;
import dev.plimsoll.controllers.ingress.TrafficSources;
import dev.plimsoll.controllers.probe.Prober;
import dev.plimsoll.controllers.registration.Deregistrations;
import dev.plimsoll.controllers.registration.RegisterAccounts;
import dev.plimsoll.controllers.registration.RegistrationWork;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.loop.LoopMeter;
import dev.plimsoll.loop.LoopSettings;
import dev.plimsoll.loop.RunRecord;
import dev.plimsoll.loop.Stepper;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.OpenVault;
import dev.plimsoll.ports.cloud.Onboarding;
import dev.plimsoll.planning.ingress.Certificates;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.planning.ingress.EntryPoints;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.ports.simulated.announcement.SimulatedKeyspaces;
import dev.plimsoll.ports.simulated.certificates.SimulatedIssuers;
import dev.plimsoll.ports.simulated.certificates.SimulatedKeys;
import dev.plimsoll.ports.simulated.dns.SimulatedZones;
import dev.plimsoll.ports.simulated.registration.SimulatedRegisters;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A world, a store that survives, and one control plane after the other, stepped on one thread: the same seed tells the same story.
final class Platform implements AutoCloseable {
    final SimulatedIngress ingress = new SimulatedIngress();
    final SimulatedWorld world;
    final VersionedStore store;
    final Power power = new Power();
    final Witness witness;
    private final Random random;
    private final Random operations;
    private Life life;

    /// One control plane, from its start to its death.
    private record Life(WatchedMirror mirror, Loop loop, Stepper stepper, Prober prober, AutoCloseable watch) {}

    Platform(long seed) {
        world = SimulatedWorld.stepped(seed);
        random = new Random(seed ^ 0x11fe);
        operations = new Random(seed ^ 0x0b5);
        store = new MemoryStore(world.clock().withZone(ZoneOffset.UTC), () -> Long.toHexString(random.nextLong()));
        witness = new Witness(store::get);
        life = begin();
    }

    private Life begin() {
        var mirror = WatchedMirror.of(store);
        var observed = new ObservedEngine(new MortalEngine(world.engine(), power, witness), store.plane(), world.clock());
        var engines = new Engines(observed, Engines.Opening.NONE, mirror, world.clock());
        var prober = new Prober(engines.probing(), world.clock(), Runnable::run, ProbeMeter.NONE);
        var traffic = new Traffic(ingress, new TrafficSources(mirror, engines, prober, new OpenVault(), world.clock()),
            new DocumentPlanner(EntryPoints.usual(true), Certificates.NONE, Optional.empty()));
        var deregistrations = new Deregistrations(mirror, world.clock());
        var around = new Surroundings(new MortalStore(store, power, this::heard), mirror, engines, prober, traffic, deregistrations, new OpenVault(), _ -> Optional.empty(), world.clock(), Optional::empty, Lanes.IN_TURN);
        var accounts = new CloudAccounts(access -> new MortalCloud(world.clouds().open(access), power), mirror, around.vault(), store.plane(), world.clock());
        var machinery = new Machinery(around, accounts, Onboarding.NONE, () -> Long.toHexString(operations.nextLong()));
        var dns = new DnsWork(around, new ZoneAccounts(new SimulatedZones(), mirror, around.vault(), world.clock()));
        var certification = new Certification(around, new IssuerAccounts(new SimulatedIssuers(world.clock(), _ -> true), mirror, around.vault(), world.clock()), new SimulatedKeys(1));
        var registration = new RegistrationWork(around, new RegisterAccounts(new SimulatedRegisters(), mirror, around.vault(), world.clock(), store.plane()));
        var announcement = new AnnouncementWork(around, new AnnouncementAccounts(new SimulatedKeyspaces(world.clock()), mirror, around.vault()));
        var clusters = new Clusters((cluster, members) -> new MortalSwarm(world.swarms().open(cluster, members), power), mirror);
        var loop = new Loop(mirror, Controllers.with(Controllers.all(around, machinery, new Minders(), clusters), new Outward(certification, dns, registration, announcement)), LoopSettings.usual(world.clock(), new Random(random.nextLong())), LoopMeter.NONE);
        var stepper = loop.stepper();
        var nudges = new Nudges(mirror, loop);
        engines.tend(nudges::watch);
        prober.onChange(nudges::component);
        deregistrations.onChange(loop::nudge);
        return new Life(mirror, loop, stepper, prober, engines);
    }

    private void heard(long revision) {
        try {
            life.stepper().await(revision);
        } catch (InterruptedException givenUp) {
            throw new IllegalStateException(givenUp);
        }
    }

    /// As a person would: one commit, seen by everybody before anything else happens.
    List<Resource> commit(Write... writes) throws InterruptedException {
        var committed = store.commit(List.of(writes), Optional.empty());
        life.stepper().await(store.revision());
        return committed;
    }

    /// Runs one key, or lets time pass until there is one. When the power is cut meanwhile, the next control plane begins a few seconds later.
    ///
    /// @return none when time passed
    Optional<RunRecord> step() throws InterruptedException {
        try {
            life.prober().turn();
            var run = life.stepper().step();
            if (run.isEmpty()) {
                var due = life.prober().nextDue().filter(d -> d.isBefore(life.stepper().nextDue())).orElse(life.stepper().nextDue());
                world.advanceTo(world.nextHappening().filter(h -> h.isBefore(due)).orElse(due));
            }
            return run;
        } catch (Power.Cut cut) {
            end();
            world.advanceTo(world.clock().instant().plusMillis(random.nextInt(20_000)));
            power.restore();
            life = begin();
            return Optional.empty();
        }
    }

    Instant now() {
        return world.clock().instant();
    }

    /// Steps for that long.
    void pass(Duration time) throws InterruptedException {
        for (Instant end = now().plus(time); now().isBefore(end); ) {
            step();
        }
    }

    private void end() {
        try {
            life.watch().close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        life.loop().close();
        life.mirror().close();
    }

    @Override
    public void close() {
        end();
        store.close();
    }
}
