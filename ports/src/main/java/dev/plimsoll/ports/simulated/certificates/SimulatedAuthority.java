package dev.plimsoll.ports.simulated.certificates;

import dev.plimsoll.model.certificate.CertificateName;
import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One authority: orders, challenges, and what it signed. Tests look at it and tell it to misbehave.
public final class SimulatedAuthority {
    private static final Duration ORDER_LIFE = Duration.ofDays(7);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Predicate<Challenge> found;
    private final boolean proving;
    private Duration life;
    private final Map<String, Placed> orders = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private int serial;
    private Instant closedUntil = Instant.EPOCH;
    private int lostReplies;

    /// @param proving whether names have to be proved
    SimulatedAuthority(InstantSource clock, Predicate<Challenge> found, boolean proving, Duration life) {
        this.clock = clock;
        this.found = found;
        this.proving = proving;
        this.life = life;
    }

    private static final class Placed {
        final List<String> names;
        final Instant at;
        final Map<String, Challenge> challenges = new LinkedHashMap<>();
        Optional<OrderState> end = Optional.empty();

        Placed(List<String> names, Instant at) {
            this.names = names;
            this.at = at;
        }
    }

    /// What it signs from now on lives so long.
    public synchronized void signFor(Duration changed) {
        life = changed;
    }

    /// How many orders were ever placed.
    public synchronized int placed() {
        return orders.size();
    }

    /// Serial numbers of what was revoked.
    public synchronized Set<String> revoked() {
        return Set.copyOf(revoked);
    }

    /// Will not sign for this name from now on.
    public synchronized void refuse(String name) {
        refused.add(name);
    }

    /// Answers nothing but "too many" for that long.
    public synchronized void throttle(Duration pause) {
        closedUntil = clock.instant().plus(pause);
    }

    /// Does what the next so many orders ask for, and loses its reply.
    public synchronized void loseReplies(int many) {
        lostReplies = many;
    }

    synchronized void requireOpen() {
        var now = clock.instant();
        if (closedUntil.isAfter(now)) {
            throw new CertificateFailure.Throttled("too many requests", Optional.of(Duration.between(now, closedUntil)));
        }
    }

    synchronized String order(List<String> names) {
        names.stream().filter(refused::contains).findFirst().ifPresent(name -> {
            throw new CertificateFailure.Rejected("NameRefused", "the authority's policy forbids issuing for '" + name + "'", null);
        });
        for (var open : orders.entrySet()) {
            if (open.getValue().end.isEmpty() && Set.copyOf(open.getValue().names).equals(Set.copyOf(names))) {
                return open.getKey();
            }
        }
        var url = "order/" + (orders.size() + 1);
        var placed = new Placed(List.copyOf(names), clock.instant());
        if (proving) {
            names.stream().map(CertificateName::plain).distinct().forEach(name -> ways(url, names, name).forEach(c -> placed.challenges.put(c.url(), c)));
        }
        orders.put(url, placed);
        if (lostReplies > 0) {
            lostReplies--;
            throw new CertificateFailure.Unreachable("the reply was lost", null);
        }
        return url;
    }

    private static List<Challenge> ways(String order, List<String> names, String name) {
        var ways = new ArrayList<Challenge>();
        if (names.contains(name)) {
            ways.add(new Challenge(name, ChallengeType.HTTP, order + "/http/" + name, "token-" + name, "token-" + name + ".thumb", Challenge.State.WAITING));
        }
        ways.add(new Challenge(name, ChallengeType.DNS, order + "/dns/" + name, "", "digest-" + name, Challenge.State.WAITING));
        return ways;
    }

    synchronized OrderState look(String url) {
        var order = of(url);
        if (order.end.isPresent()) {
            return order.end.get();
        }
        order.challenges.values().stream().filter(c -> c.state() == Challenge.State.CHECKING).toList().forEach(c -> check(order, c));
        if (order.end.isPresent()) {
            return order.end.get();
        }
        var open = order.challenges.values().stream().filter(c -> order.challenges.values().stream().noneMatch(o -> o.name().equals(c.name()) && o.state() == Challenge.State.DONE)).toList();
        return open.isEmpty() ? new OrderState.Ready() : new OrderState.Open(open, Optional.of(A_MOMENT));
    }

    private void check(Placed order, Challenge challenge) {
        if (found.test(challenge)) {
            order.challenges.put(challenge.url(), at(challenge, Challenge.State.DONE));
        } else {
            order.end = Optional.of(new OrderState.Failed("ChallengeFailed", challenge.name() + ": nothing was found where the answer should be"));
        }
    }

    synchronized void prove(String challenge) {
        var order = of(challenge.substring(0, challenge.indexOf('/', challenge.indexOf('/') + 1)));
        order.challenges.computeIfPresent(challenge, (_, c) -> c.state() == Challenge.State.WAITING ? at(c, Challenge.State.CHECKING) : c);
    }

    synchronized IssuedCertificate finish(String url, String request, SimulatedKeys reader) {
        if (!(look(url) instanceof OrderState.Ready)) {
            throw new CertificateFailure.Rejected("OrderNotReady", "the order is not ready", null);
        }
        var now = clock.instant();
        var certificate = reader.read(SimulatedKeys.sign(request, "simulated-authority", "%04x".formatted(++serial), now, now.plus(life)));
        of(url).end = Optional.of(new OrderState.Issued(certificate));
        return certificate;
    }

    synchronized void revoke(String number) {
        revoked.add(number);
    }

    private Placed of(String url) {
        return Optional.ofNullable(orders.get(url)).filter(o -> o.at.plus(ORDER_LIFE).isAfter(clock.instant()))
            .orElseThrow(() -> new CertificateFailure.Absent("OrderNotFound", "there is no " + url, null));
    }

    private static Challenge at(Challenge c, Challenge.State state) {
        return new Challenge(c.name(), c.type(), c.url(), c.token(), c.answer(), state);
    }
}
