package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.AddressRange;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// What there is at one place of a simulated cloud. All access under its own lock.
public final class Site {
    static final String UPSTREAM = "192.0.2.0/24";

    final InstantSource clock;
    final CloudFaults faults;
    final SiteHand hand = new SiteHand(this);
    final List<String> zones = List.of("a", "b", "c");
    final List<Flavor> flavors = List.of(new Flavor("tiny", 1, 1L << 30, 10L << 30), new Flavor("small", 2, 4L << 30, 20L << 30),
        new Flavor("medium", 4, 8L << 30, 40L << 30), new Flavor("large", 8, 32L << 30, 80L << 30));
    final List<String> images = List.of("debian-12", "debian-13", "flatcar");
    final Set<CloudAbility> abilities = EnumSet.allOf(CloudAbility.class);
    final Map<CloudKind, Long> quotas = new EnumMap<>(CloudKind.class);
    final Map<String, Thing> things = new LinkedHashMap<>();
    /// Stamped machines by their operations: asked for each machine of a cluster at each look. May hold some that are gone.
    private final Map<String, List<Thing>> machines = new HashMap<>();
    final Set<String> full = new HashSet<>();
    final Set<String> soldOut = new HashSet<>();
    boolean apart;
    private final Random random;
    SiteSettings settings;
    boolean down;
    boolean denied;
    Optional<String> password = Optional.empty();
    long calls;

    Site(long seed, InstantSource clock, SiteSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.random = new Random(seed);
        this.faults = new CloudFaults(new Random(seed ^ 0x5eed));
        Arrays.stream(CloudKind.values()).forEach(kind -> quotas.put(kind, 10_000L));
    }

    /// What goes wrong here.
    public CloudFaults faults() {
        return faults;
    }

    /// What people do here behind our back.
    public SiteHand hand() {
        return hand;
    }

    String newId() {
        var digits = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            digits.append("%016x".formatted(random.nextLong()));
        }
        return digits.insert(8, '-').insert(13, '-').insert(18, '-').insert(23, '-').toString();
    }

    /// A time of up to that long.
    Duration upTo(Duration most) {
        return most.isZero() ? most : Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    Instant now() {
        return clock.instant();
    }

    /// From now on there is this, or it carries another stamp.
    void keep(Thing thing) {
        things.put(thing.id, thing);
        if (thing.kind == CloudKind.MACHINE) {
            thing.stamp.ifPresent(stamp -> machines.computeIfAbsent(stamp.operation(), _ -> new ArrayList<>()).add(thing));
        }
    }

    /// Whether a machine made by this operation is on.
    synchronized boolean runs(String operation) {
        var now = now();
        return machines.getOrDefault(operation, List.of()).stream()
            .anyMatch(t -> t.stamp.filter(s -> s.operation().equals(operation)).isPresent() && t.exists(now) && t.phase(now).equals(CloudPhase.READY));
    }

    /// Everything that exists, or that listings still show.
    Stream<Thing> all(CloudKind kind) {
        var now = now();
        if (things.values().removeIf(t -> !t.exists(now) && !t.visible(now))) {
            machines.values().forEach(same -> same.removeIf(t -> !things.containsKey(t.id)));
            machines.values().removeIf(List::isEmpty);
        }
        return things.values().stream().filter(t -> t.kind == kind);
    }

    Stream<Thing> existing(CloudKind kind) {
        var now = now();
        return all(kind).filter(t -> t.exists(now));
    }

    Optional<Thing> existing(CloudKind kind, String id) {
        return Optional.ofNullable(things.get(id)).filter(t -> t.kind == kind && t.exists(now()));
    }

    /// What a look-up by stamp finds: not what listings do not show yet.
    Optional<Thing> stamped(CloudKind kind, CloudStamp stamp) {
        var now = now();
        return existing(kind).filter(t -> t.visible(now) && t.stamp.equals(Optional.of(stamp))).findFirst();
    }

    /// The first free address of a range; addresses of what is gone are given out again at once, as clouds do.
    Optional<String> freeAddress(AddressRange range, Set<String> taken) {
        for (var at = range.first(); at.compareTo(range.last()) <= 0; at = at.add(BigInteger.ONE)) {
            var text = text(at, range.bits());
            if (!taken.contains(text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    Set<String> addressesIn(String network) {
        var taken = new HashSet<String>();
        existing(CloudKind.MACHINE).filter(t -> t.inNetwork(network)).forEach(t -> t.address.ifPresent(taken::add));
        return taken;
    }

    private static String text(BigInteger address, int bits) {
        if (bits == 32) {
            int v4 = address.intValue();
            return (v4 >>> 24) + "." + (v4 >>> 16 & 255) + "." + (v4 >>> 8 & 255) + "." + (v4 & 255);
        }
        var bytes = new byte[bits / 8];
        var magnitude = address.toByteArray();
        int length = Math.min(magnitude.length, bytes.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
