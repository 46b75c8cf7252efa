package dev.plimsoll.server;

import dev.plimsoll.api.plane.MachineDoor.Following;
import dev.plimsoll.authority.enrolment.HandedFile;
import dev.plimsoll.authority.enrolment.Parcel;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.ingress.haproxy.Delivery;
import dev.plimsoll.ingress.haproxy.Patience;
import dev.plimsoll.ingress.haproxy.RouterReport;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.Mirror;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What machines that follow are told: their firewall as it is declared now, and on routers what is to be served.
final class FollowedMachines {
    /// Shorter than the door's patience with silent connections.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Mirror mirror;
    private final AllIngresses ingresses;
    private final DeclaredFirewalls firewalls;
    private final ToldFirewalls told;

    FollowedMachines(Mirror mirror, AllIngresses ingresses, DeclaredFirewalls firewalls, ToldFirewalls told) {
        this.mirror = mirror;
        this.ingresses = ingresses;
        this.firewalls = firewalls;
        this.told = told;
    }

    /// Waits until there is something for the machine, but not for long.
    ///
    /// @return a tar
    Optional<byte[]> next(Key machine, Following following) throws InterruptedException {
        told.hear(machine, following);
        var report = RouterReport.read(following.have(), following.refused(), following.text());
        for (long end = System.nanoTime() + PATIENCE.toNanos(); ; ) {
            var edition = firewalls.edition();
            var declared = mirror.get(machine);
            var firewall = declared.flatMap(firewalls::of).filter(text -> !text.print().equals(following.firewall()) && !text.print().equals(following.barred()));
            var left = firewall.isPresent() ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var served = declared.flatMap(m -> Routers.served(mirror, m)).flatMap(ingresses::followed);
            var files = new ArrayList<HandedFile>();
            firewall.ifPresent(text -> files.add(file("/firewall.nft", text.text())));
            if (served.isPresent() && declared.filter(m -> Routers.retires(mirror, m)).isPresent()) {
                files.addAll(served.get().retired(report).map(FollowedMachines::files).orElse(List.of()));
                firewalls.await(edition, files.isEmpty() ? left : Duration.ZERO);
            } else if (served.isPresent()) {
                served.get().next(machine.name(), report, new Patience(left, () -> firewalls.isPast(edition))).ifPresent(d -> files.addAll(files(d)));
            } else {
                firewalls.await(edition, left);
            }
            if (!files.isEmpty() || firewalls.ended() || !firewalls.isPast(edition)) {
                return files.isEmpty() ? Optional.empty() : Optional.of(Parcel.of(files));
            }
        }
    }

    /// Open questions are answered, so that the door can close; machines ask again who comes next.
    void end() {
        firewalls.end();
        ingresses.wake();
    }

    /// A delivery alone, as a router takes it.
    static byte[] parcel(Delivery delivery) {
        return Parcel.of(files(delivery));
    }

    private static List<HandedFile> files(Delivery delivery) {
        var files = new ArrayList<HandedFile>();
        files.add(file("/revision", delivery.revision() + "\n"));
        delivery.files().forEach((name, text) -> files.add(file("/ingress/" + name, text)));
        if (!delivery.commands().isEmpty()) {
            files.add(file("/commands", lines(delivery.commands())));
        }
        if (!delivery.farewells().isEmpty()) {
            files.add(file("/farewells", lines(delivery.farewells())));
        }
        if (delivery.leaving()) {
            files.add(file("/leaving", ""));
        }
        return files;
    }

    private static String lines(List<String> all) {
        return String.join("\n", all) + "\n";
    }

    private static HandedFile file(String path, String text) {
        return new HandedFile(path, 0600, new SecretText(text));
    }
}
