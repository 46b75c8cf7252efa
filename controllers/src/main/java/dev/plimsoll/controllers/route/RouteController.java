package dev.plimsoll.controllers.route;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.ingress.RouteStanding;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.RouteStatus;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has a route served, and says how it stands: whether what it leads to is there, who else claims the same, and whether requests reach it.
public final class RouteController implements Reconciler {
    private static final String CLOSED = "Closed";
    private static final String NOBODY_READY = "NoInstance";

    private final Surroundings around;
    private final Rivals rivals;

    public RouteController(Surroundings around, Rivals rivals) {
        this.around = around;
        this.rivals = rivals;
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = around.mirror().get(key);
        if (found.isEmpty() || found.get().metadata().deleting()) {
            // The document no longer has it; it is served without.
            around.traffic().serve();
            return found.isEmpty() ? Outcome.LEVEL : Outcome.waiting("finalizers of others: " + String.join(", ", found.get().metadata().finalizers()));
        }
        var route = found.get();
        var standing = around.traffic().standing(key);
        var lacks = lacks(route).or(() -> lacks(route, standing));
        var status = status(route, lacks, standing);
        if (!status.equals(route.status())) {
            around.commit(List.of(new Write.PutStatus(key, status, Write.Expected.PRESENT))).forEach(w -> run.wrote(w.metadata().revision()));
        }
        return lacks.map(l -> standing.failure().filter(f -> f.reason().equals(l.reason())).map(f -> Outcome.retry(f.sentence())).orElseGet(l::outcome)).orElse(Outcome.LEVEL);
    }

    /// Something a route needs and that is not there.
    ///
    /// @param what the resource that is missing, when it is one
    private record Lack(Optional<Key> what, String reason, String sentence) {
        Outcome outcome() {
            return reason.equals(CLOSED) || reason.equals("RuleRefused") || reason.equals("RuleTooLong") ? Outcome.failed(sentence) : what.map(key -> Outcome.waitingFor(key, sentence)).orElseGet(() -> Outcome.waiting(sentence));
        }
    }

    private RouteStatus status(Resource route, Optional<Lack> lacks, RouteStanding standing) {
        var others = rivals.of(route);
        var conditions = new Conditions(route.status(), around.clock().instant());
        lacks.ifPresentOrElse(l -> conditions.notLevel(l.reason(), l.sentence()), () -> conditions.level(served(route, standing) + (others.isEmpty() ? "" : "; also claimed by " + String.join(", ", names(route, others)))));
        var hindrance = standing.hindrance();
        hindrance.ifPresentOrElse(h -> conditions.state(RouteStatus.SERVED, false, h.reason(), h.sentence()),
            () -> conditions.state(RouteStatus.SERVED, standing.standing().isPresent(), standing.standing().isPresent() ? "Served" : "NotYet", "at " + String.join(", ", standing.addresses())));
        targets(route, conditions);
        if (others.isEmpty()) {
            conditions.state(RouteStatus.UNRIVALLED, true, "OnlyOne", "no other route claims the same");
        } else {
            conditions.state(RouteStatus.UNRIVALLED, false, "ClaimedTwice", "also claimed by " + String.join(", ", names(route, others))
                + "; give one of them another host or path, or delete it");
        }
        return new RouteStatus(route.metadata().generation(), conditions.list(), names(route, others), hindrance.isPresent() ? List.of() : standing.addresses());
    }

    private static String served(Resource route, RouteStanding standing) {
        return route.spec(RouteSpec.class).targets().isEmpty() ? "it sends clients elsewhere" : answering(route, standing.ready());
    }

    private static String answering(Resource route, int ready) {
        var what = route.spec(RouteSpec.class).targets().stream().anyMatch(t -> t.pool().isPresent()) ? "machine" : "instance";
        return ready == 1 ? "1 " + what + " answers" : ready + " " + what + "s answer";
    }

    /// What hinders it where it is served.
    private static Optional<Lack> lacks(Resource route, RouteStanding standing) {
        return standing.hindrance().map(h -> new Lack(Optional.empty(), h.reason(), h.sentence())).or(() -> standing.ready() > 0 || route.spec(RouteSpec.class).targets().isEmpty()
            ? Optional.empty() : Optional.of(new Lack(Naming.target(route.metadata().project(), route.spec(RouteSpec.class).targets().getFirst()), NOBODY_READY,
                (route.spec(RouteSpec.class).targets().stream().allMatch(t -> t.pool().isPresent()) ? "no machine of its pool" : "no instance") + " is ready to answer; clients are told to come again")));
    }

    private static List<String> names(Resource route, List<Resource> others) {
        return others.stream().map(o -> o.metadata().project().equals(route.metadata().project()) ? o.key().toString() : Rivals.FOREIGN).distinct().toList();
    }

    private Optional<Lack> lacks(Resource route) {
        var spec = route.spec(RouteSpec.class);
        var project = route.metadata().project();
        for (var target : spec.targets()) {
            var missing = Naming.target(project, target).or(() -> target.pool().map(pool -> new Key(Kind.POOL, project, pool))).filter(key -> around.mirror().get(key).isEmpty());
            if (missing.isPresent()) {
                return Optional.of(new Lack(missing, "TargetNotFound", "there is no " + missing.get().shortForm() + " to lead to"));
            }
        }
        return spec.access().basic().map(basic -> new Key(Kind.SECRET, project, basic.secret())).filter(key -> around.mirror().get(key).isEmpty())
            .map(key -> new Lack(Optional.of(key), "ReferenceNotFound", "there is no " + key.shortForm() + " with the users who may come in"));
    }

    /// A port that is not declared may still be listened on; it is said, because it is more often a mistake.
    private void targets(Resource route, Conditions conditions) {
        var good = new ArrayList<String>();
        for (var target : route.spec(RouteSpec.class).targets()) {
            var key = Naming.target(route.metadata().project(), target);
            var component = key.flatMap(around.mirror()::get).map(c -> c.spec(ComponentSpec.class));
            if (key.isPresent() && component.isEmpty()) {
                conditions.state(RouteStatus.TARGETS_FOUND, false, "TargetNotFound", "there is no " + key.get().shortForm());
                return;
            }
            var strange = component.flatMap(c -> strange(target, c));
            if (strange.isPresent()) {
                conditions.state(RouteStatus.TARGETS_FOUND, false, "PortNotDeclared", key.orElseThrow().shortForm() + " " + strange.get());
                return;
            }
            good.add(target.text());
        }
        conditions.state(RouteStatus.TARGETS_FOUND, true, "Found", good.isEmpty() ? route.spec(RouteSpec.class).access().closed().isPresent() ? "it lets nobody in" : "it only sends elsewhere" : "it leads to " + String.join(", ", good));
    }

    private static Optional<String> strange(Target target, ComponentSpec component) {
        var ports = component.ports().stream().filter(p -> p.protocol().equals("tcp")).map(Port::target).sorted().distinct().toList();
        if (target.port() == 0) {
            return ports.isEmpty() ? Optional.of("declares no port; name it in the route's target") : Optional.empty();
        }
        return ports.isEmpty() || ports.contains(target.port()) ? Optional.empty()
            : Optional.of("does not declare port " + target.port() + ", only " + String.join(", ", ports.stream().map(String::valueOf).toList()));
    }
}
