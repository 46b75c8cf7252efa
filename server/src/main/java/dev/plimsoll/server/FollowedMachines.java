package dev.plimsoll.server;

import dev.plimsoll.api.plane.MachineDoor.Following;
import dev.plimsoll.authority.enrolment.HandedFile;
import dev.plimsoll.authority.enrolment.Parcel;
import dev.plimsoll.bootstrap.HostFirewall;
import dev.plimsoll.controllers.ingress.Routers;
import dev.plimsoll.ingress.haproxy.Delivery;
import dev.plimsoll.ingress.haproxy.RouterReport;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.Mirror;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What machines that follow are told: their firewall as it is declared now, and on routers what is to be served.
final class FollowedMachines {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedMachines.class);
    /// Shorter than the door's patience with silent connections.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// How often it is looked whether a firewall is declared otherwise.
    private static final Duration SLICE = Duration.ofSeconds(2);

    private final Mirror mirror;
    private final AllIngresses ingresses;
    private final Supplier<String> url;
    /// Texts of firewalls that machines refused, by machine: each is told once.
    private final Map<Key, String> barred = new ConcurrentHashMap<>();

    /// @param url where machines reach this control plane
    FollowedMachines(Mirror mirror, AllIngresses ingresses, Supplier<String> url) {
        this.mirror = mirror;
        this.ingresses = ingresses;
        this.url = url;
    }

    /// Waits until there is something for the machine, but not for long.
    ///
    /// @return a tar
    Optional<byte[]> next(Key machine, Following following) throws InterruptedException {
        listen(machine, following);
        var report = RouterReport.read(following.have(), following.refused(), following.text());
        for (long slices = PATIENCE.dividedBy(SLICE); slices > 0; slices--) {
            var declared = mirror.get(machine);
            var firewall = declared.flatMap(m -> firewall(m, following));
            var delivery = declared.flatMap(m -> Routers.served(mirror, m)).flatMap(ingresses::followed);
            var files = new ArrayList<HandedFile>();
            firewall.ifPresent(text -> files.add(file("/firewall.nft", text)));
            if (delivery.isPresent() && declared.filter(m -> Routers.retires(mirror, m)).isPresent()) {
                files.addAll(delivery.get().retired(report).map(FollowedMachines::files).orElse(List.of()));
                if (files.isEmpty()) {
                    Thread.sleep(SLICE);
                }
            } else if (delivery.isPresent()) {
                delivery.get().next(machine.name(), report, firewall.isPresent() ? Duration.ZERO : SLICE).ifPresent(d -> files.addAll(files(d)));
            } else if (firewall.isEmpty()) {
                Thread.sleep(SLICE);
            }
            if (!files.isEmpty()) {
                return Optional.of(Parcel.of(files));
            }
            if (!report.busy().isEmpty()) {
                // How busy servers are is worth telling often while some are leaving.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void listen(Key machine, Following following) {
        if (following.barred().isEmpty()) {
            barred.remove(machine);
        } else if (!following.barred().equals(barred.put(machine, following.barred()))) {
            var words = following.text().lines().filter(l -> l.startsWith("barred ")).findFirst().orElse("it does not say why").replaceAll("\\p{Cntrl}", "?");
            LOG.error("{} refuses its firewall and keeps the one before: {}", machine.shortForm(), words.substring(0, Math.min(300, words.length())));
        }
    }

    /// The machine's firewall, when it is to have another one than it has.
    private Optional<String> firewall(Resource machine, Following following) {
        if (!machine.spec(MachineSpec.class).template().setup().hostFirewall()) {
            return Optional.empty();
        }
        var text = new HostFirewall(new HostRules(mirror, url.get()).of(machine)).text();
        var print = print(text);
        return print.equals(following.firewall()) || print.equals(following.barred()) ? Optional.empty() : Optional.of(text);
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

    private static String print(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
