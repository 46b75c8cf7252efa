package dev.plimsoll.clouds.given;

import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Machines of the static cloud: hosts with a stamp. A machine's id is its host's name and its operation, so that the next machine on the same host is another one.
final class GivenMachines {
    private final Hosts hosts;
    /// From looking for a free host to having it.
    private final ReentrantLock placing = new ReentrantLock();

    GivenMachines(Hosts hosts) {
        this.hosts = hosts;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        hosts.look().forEach((host, now) -> {
            if (hosts.known(host, now) instanceof Sighting.Claimed claimed && claimed.stamp().plane().equals(plane)) {
                seen.add(object(host, claimed));
            }
        });
        return seen;
    }

    String create(CloudPart.Machine part) {
        placing.lock();
        try {
            var seen = hosts.look();
            for (var entry : seen.entrySet()) {
                if (hosts.known(entry.getKey(), entry.getValue()) instanceof Sighting.Claimed claimed && claimed.stamp().equals(part.stamp())) {
                    return id(entry.getKey(), part.stamp());
                }
            }
            refuseWhatCannotBe(part);
            return claimed(part, wanted(part, seen));
        } finally {
            placing.unlock();
        }
    }

    void change(String id, CloudPart.Machine part) {
        var claimed = there(new CloudRef(CloudKind.MACHINE, id)).orElseThrow(() -> absent(id));
        if (!claimed.stamp().equals(part.stamp())) {
            throw notOurs(id);
        }
        refuseWhatCannotBe(part);
    }

    /// Begins to give the host back; it is gone when its stamp is.
    void remove(String plane, CloudRef ref) {
        var claimed = there(ref);
        if (claimed.isEmpty() || ours(plane, ref, claimed.get()).phase() instanceof CloudPhase.Leaving) {
            return;
        }
        var host = host(ref).orElseThrow();
        var ran = host.run(Scripts.leave(plane, claimed.get().stamp().text()));
        switch (ran.code()) {
            case 0, Scripts.ANOTHER -> { }
            case Scripts.BUSY -> throw new CloudFailure.NotReady("Busy", ref + " is still at something else; it is asked again", null);
            default -> throw broken("give back", host, ran);
        }
    }

    void reboot(String plane, CloudRef ref) {
        var claimed = ours(plane, ref, there(ref).orElseThrow(() -> absent(ref.id())));
        var host = host(ref).orElseThrow();
        var ran = host.run(Scripts.reboot(claimed.stamp().text()));
        if (ran.code() != 0) {
            throw broken("reboot", host, ran);
        }
    }

    List<String> console(CloudRef ref, int lines) {
        there(ref).orElseThrow(() -> absent(ref.id()));
        var written = host(ref).orElseThrow().run(Scripts.console(lines)).output().lines().toList();
        return written.subList(Math.max(0, written.size() - lines), written.size());
    }

    /// Tries one free host after the other: another control plane may be faster.
    private String claimed(CloudPart.Machine part, Map<Host, Sighting> wanted) {
        var found = new ArrayList<String>();
        for (var entry : wanted.entrySet()) {
            var host = entry.getKey();
            if (!(entry.getValue() instanceof Sighting.Free)) {
                found.add(host.given().name() + " is " + entry.getValue().sentence());
                continue;
            }
            var ran = asked(host, part);
            switch (ran.code()) {
                case 0 -> {
                    return id(host, part.stamp());
                }
                case Scripts.TAKEN -> found.add(host.given().name() + " belongs to " + ran.output().strip());
                default -> throw broken("take", host, ran);
            }
        }
        throw new CloudFailure.NoCapacity("NoHost", "no host is free: " + String.join("; ", found), null);
    }

    private Host.Ran asked(Host host, CloudPart.Machine part) {
        try {
            return host.run(Scripts.claim(part));
        } catch (CloudFailure.Unreachable open) {
            hosts.mayCarry(host, part.stamp());
            throw open;
        }
    }

    /// All of them, or the one that is named.
    private static Map<Host, Sighting> wanted(CloudPart.Machine part, Map<Host, Sighting> seen) {
        if (part.zone().isEmpty()) {
            return seen;
        }
        var name = part.zone().get();
        return seen.entrySet().stream().filter(entry -> entry.getKey().given().name().equals(name)).findFirst().map(entry -> Map.of(entry.getKey(), entry.getValue()))
            .orElseThrow(() -> new CloudFailure.Absent("ZoneNotFound", "there is no host " + name + " in this region; there are "
                + seen.keySet().stream().map(host -> host.given().name()).collect(Collectors.joining(", ")), null));
    }

    private static void refuseWhatCannotBe(CloudPart.Machine part) {
        if (!part.networks().isEmpty() || !part.firewalls().isEmpty() || !part.keys().isEmpty()) {
            throw new CloudFailure.Rejected("NotSupported", "a static region has no networks, firewalls and keys of the cloud's own; declare the machine's firewall and its users in its setup", null);
        }
        if (!part.image().isEmpty()) {
            throw new CloudFailure.Absent("ImageNotFound", "hosts of a static region have the system they have, so there is no image " + part.image(), null);
        }
        if (!part.flavor().isEmpty()) {
            throw new CloudFailure.Absent("FlavorNotFound", "hosts of a static region have the size they have, so there is no flavor " + part.flavor(), null);
        }
    }

    /// The machine of this id, when the host still carries it.
    ///
    /// @throws CloudFailure when the host does not answer
    private Optional<Sighting.Claimed> there(CloudRef ref) {
        return host(ref).flatMap(host -> switch (hosts.look(host)) {
            case Sighting.Unseen(var failure) -> throw failure;
            case Sighting.Claimed claimed when id(host, claimed.stamp()).equals(ref.id()) -> Optional.of(claimed);
            case Sighting.Claimed _, Sighting.Free _, Sighting.Unfit _ -> Optional.empty();
        });
    }

    private Optional<Host> host(CloudRef ref) {
        return hosts.named(ref.id().split(":", 2)[0]);
    }

    private static Sighting.Claimed ours(String plane, CloudRef ref, Sighting.Claimed claimed) {
        if (!claimed.stamp().plane().equals(plane)) {
            throw notOurs(ref.id());
        }
        return claimed;
    }

    private static CloudObject.Machine object(Host host, Sighting.Claimed claimed) {
        var addresses = Optional.of(host.address()).filter(address -> !address.isEmpty()).stream().toList();
        return new CloudObject.Machine(id(host, claimed.stamp()), host.given().name(), claimed.stamp(), claimed.phase(), host.given().name(), "", Set.of(), addresses, List.of());
    }

    private static String id(Host host, CloudStamp stamp) {
        return host.given().name() + ":" + stamp.operation();
    }

    private static CloudFailure broken(String doing, Host host, Host.Ran ran) {
        var output = ran.output().strip();
        return new CloudFailure.Broken("cannot " + doing + " host " + host.given().name() + " (exit code " + ran.code() + "): " + output.substring(0, Math.min(400, output.length())), null);
    }

    private static CloudFailure absent(String id) {
        return new CloudFailure.Absent("ObjectNotFound", "no host of this region is machine " + id, null);
    }

    private static CloudFailure notOurs(String id) {
        return new CloudFailure.Rejected("NotOurs", "machine " + id + " does not carry this stamp; it is left alone", null);
    }
}
