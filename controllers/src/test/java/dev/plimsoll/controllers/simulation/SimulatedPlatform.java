package dev.plimsoll.controllers.simulation;

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
import dev.plimsoll.controllers.certificate.ServedCertificates;
import dev.plimsoll.controllers.cloud.CloudAccounts;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.minding.Minder;
import dev.plimsoll.controllers.discovery.Directory;
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
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.ports.OpenVault;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.planning.ingress.EntryPoints;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.ports.simulated.announcement.SimulatedKeyspaces;
import dev.plimsoll.ports.simulated.certificates.SimulatedIssuers;
import dev.plimsoll.ports.simulated.certificates.SimulatedKeys;
import dev.plimsoll.ports.simulated.dns.SimulatedZones;
import dev.plimsoll.ports.simulated.registration.SimulatedRegisters;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.memory.MemoryStore;
import dev.plimsoll.store.mirror.WatchedMirror;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// The production controllers, loop and store over a simulated world, stepped on one thread: the same seed tells the same story.
final class SimulatedPlatform implements AutoCloseable {
    final SimulatedWorld world;
    final VersionedStore store;
    final Mirror mirror;
    final Loop loop;
    private final Stepper stepper;
    private final Prober prober;
    final SimulatedIngress ingress = new SimulatedIngress();
    final Engines engines;
    private final List<SimulatedWorld> others;
    private final CloudAccounts accounts;
    private final Optional<Minder> minder;
    boolean rebalance;
    final SimulatedIssuers authorities;
    final SimulatedZones zones = new SimulatedZones();
    final SimulatedRegisters registers = new SimulatedRegisters();
    final SimulatedKeyspaces etcds;
    final Directory directory;
    private final SimulatedKeys keys = new SimulatedKeys(1);
    final ToldOnboarding onboarding = new ToldOnboarding();

    SimulatedPlatform(SimulatedSettings settings) {
        this(settings, Engines.Opening.NONE, List.of());
    }

    /// @param clusters their engines
    /// @param others   further worlds with the same clock
    SimulatedPlatform(SimulatedSettings settings, Engines.Opening clusters, List<SimulatedWorld> others) {
        this.others = others;
        long seed = settings.seed();
        world = new SimulatedWorld(settings);
        authorities = new SimulatedIssuers(world.clock(), this::found);
        etcds = new SimulatedKeyspaces(world.clock());
        var uids = new Random(seed);
        store = new MemoryStore(world.clock().withZone(ZoneOffset.UTC), () -> Long.toHexString(uids.nextLong()));
        mirror = WatchedMirror.of(store);
        var observed = new ObservedEngine(world.engine(), store.plane(), world.clock());
        engines = new Engines(observed, clusters, mirror, world.clock());
        prober = new Prober(engines.probing(), world.clock(), Runnable::run, ProbeMeter.NONE);
        var traffic = new Traffic(ingress, new TrafficSources(mirror, engines, prober, new OpenVault(), world.clock()),
            new DocumentPlanner(EntryPoints.usual(true), new ServedCertificates(mirror, new OpenVault()), Optional.empty()));
        var deregistrations = new Deregistrations(mirror, world.clock());
        var around = new Surroundings(store, mirror, engines, prober, traffic, deregistrations, new OpenVault(), _ -> Optional.empty(), world.clock(), Optional::empty, Lanes.IN_TURN);
        accounts = new CloudAccounts(world.clouds(), mirror, around.vault(), store.plane(), world.clock());
        var machinery = new Machinery(around, accounts, onboarding, () -> Long.toHexString(uids.nextLong()));
        var minders = new Minders();
        var dns = new DnsWork(around, new ZoneAccounts(zones, mirror, around.vault(), world.clock()));
        directory = new Directory(world.clock());
        var registration = new RegistrationWork(around, new RegisterAccounts(registers, mirror, around.vault(), world.clock(), store.plane()));
        var announcement = new AnnouncementWork(around, new AnnouncementAccounts(etcds, mirror, around.vault()));
        var certification = new Certification(around, new IssuerAccounts(authorities, mirror, around.vault(), world.clock()), keys);
        loop = new Loop(mirror, Controllers.with(Controllers.all(around, machinery, minders, new Clusters(world.swarms(), mirror)), new Outward(certification, dns, directory, registration, announcement)), LoopSettings.usual(world.clock(), new Random(seed)), LoopMeter.NONE);
        stepper = loop.stepper();
        var nudges = new Nudges(mirror, loop);
        engines.tend(nudges::watch);
        directory.subscribe(nudges::endpoints);
        directory.begin(List.of());
        prober.onChange(nudges::component);
        deregistrations.onChange(loop::nudge);
        var scope = new Minder.Scope(store.plane(), new Key(Kind.PROJECT, "", Metadata.DEFAULT_PROJECT), () -> rebalance);
        minder = world.engine().minding().map(minding -> new Minder(minding, scope, world.clock(), loop::nudge));
        minder.ifPresent(minders::add);
    }

    /// What an authority finds when it looks over HTTP, or in the DNS: the answer of an order under way.
    private boolean found(Challenge challenge) {
        if (challenge.type() == ChallengeType.DNS) {
            return zones.zone("example.org").sets().stream().anyMatch(set -> set.name().equals("_acme-challenge." + challenge.name()) && set.values().contains(challenge.answer()));
        }
        return mirror.list(Query.of(Kind.CERTIFICATE)).stream().flatMap(c -> c.status(CertificateStatus.class).order().stream()).flatMap(o -> o.challenges().stream())
            .anyMatch(p -> p.token().equals(challenge.token()) && p.answer().equals(challenge.answer()));
    }

    /// As a person would: one commit, seen by everybody before anything else happens.
    void commit(Write... writes) throws InterruptedException {
        store.commit(List.of(writes), Optional.empty());
        stepper.await(store.revision());
    }

    /// Runs one key, or lets time pass until there is one.
    Optional<RunRecord> step() throws InterruptedException {
        prober.turn();
        var run = stepper.step();
        if (run.isEmpty()) {
            var due = prober.nextDue().filter(d -> d.isBefore(stepper.nextDue())).orElse(stepper.nextDue());
            var then = Stream.concat(Stream.of(world), others.stream()).flatMap(w -> w.nextHappening().stream()).filter(h -> h.isBefore(due)).min(Comparator.naturalOrder()).orElse(due);
            world.advanceTo(then);
            others.forEach(w -> w.advanceTo(then));
        }
        return run;
    }

    /// The same, with a look from all sides as often as on a server.
    void passMinded(Duration time) throws InterruptedException {
        for (Instant end = world.clock().instant().plus(time); world.clock().instant().isBefore(end); ) {
            minder.orElseThrow().turn();
            pass(Minder.PAUSE);
        }
    }

    /// Steps for that long.
    void pass(Duration time) throws InterruptedException {
        for (Instant end = world.clock().instant().plus(time); world.clock().instant().isBefore(end); ) {
            step();
        }
    }

    @Override
    public void close() {
        accounts.close();
        engines.close();
        mirror.close();
        store.close();
    }
}
