package dev.plimsoll.server;

import dev.plimsoll.api.MachineServer;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.api.plane.MachineDoor;
import dev.plimsoll.authority.Identities;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.authority.enrolment.Enrolments;
import dev.plimsoll.model.Key;
import dev.plimsoll.ports.cloud.Onboarding;
import dev.plimsoll.store.Mirror;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What the control plane needs for machines: its authority, the door they enrol at, and what they are told at their first boot.
final class MachineSide implements AutoCloseable {
    private final Identities identities;
    private final Onboarding onboarding;
    private final EnrolmentDoor door;
    private final MachineServer server;
    private final AtomicReference<Consumer<Key>> heard;

    private MachineSide(Identities identities, FirstBoots onboarding, EnrolmentDoor door, MachineServer server, AtomicReference<Consumer<Key>> heard) {
        this.identities = identities;
        this.onboarding = onboarding;
        this.door = door;
        this.server = server;
        this.heard = heard;
    }

    /// Makes the authority when there is none yet, and begins to listen.
    ///
    /// @throws IOException when the address cannot be listened on
    static MachineSide open(MachineAddress address, Enrolments.Records where, Mirror mirror, Surfaces surfaces) throws IOException {
        var random = new SecureRandom();
        var kept = KeptAuthority.open(where.store(), where.vault(), surfaces.clock, random);
        var identities = new Identities(kept.authority(), surfaces.clock, random);
        var heard = new AtomicReference<Consumer<Key>>(_ -> {});
        var enrolments = new Enrolments(kept, where, new DeclaredMachines(mirror, where.vault()), key -> heard.get().accept(key), surfaces.clock, random);
        var names = address.names().stream().collect(Collectors.partitioningBy(name -> name.contains(":") || name.matches("[0-9.]+")));
        // A port that the system chooses is known only once it is listened on; who is told its address is asked later.
        var url = new AtomicReference<>(address.url(address.listen()));
        var firewalls = new DeclaredFirewalls(mirror, url::get);
        firewalls.follow(surfaces.ingresses::wake);
        var told = new ToldFirewalls(mirror, firewalls, surfaces.clock, key -> heard.get().accept(key));
        var door = new EnrolmentDoor(enrolments, new FollowedMachines(mirror, surfaces.ingresses, firewalls, told));
        var server = MachineServer.start(address.listen(), identities.door(new ServerNames(names.get(false), names.get(true))), door, surfaces.meters);
        url.set(address.url(server.address()));
        var onboarding = new FirstBoots(enrolments, new MachineBootstraps(mirror, where.vault()), url.get(), told);
        return new MachineSide(identities, onboarding, door, server, heard);
    }

    /// @param meters    counts requests
    /// @param ingresses what routers serve
    record Surfaces(Clock clock, Meters meters, AllIngresses ingresses) {}

    /// Whom to tell of each machine that reported, and of each firewall that a machine keeps now; nobody until this is called.
    void onReport(Consumer<Key> listener) {
        heard.set(listener);
    }

    /// Over TLS to machines' engines.
    Identities identities() {
        return identities;
    }

    Onboarding onboarding() {
        return onboarding;
    }

    MachineDoor door() {
        return door;
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        door.followed().end();
        server.close();
    }
}
