package dev.plimsoll.controllers.region;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.CloudAccounts.Way;
import dev.plimsoll.controllers.cloud.CloudTrouble;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.ObservedCloud;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.machine.LeftBehind;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says of each region what its cloud is and what the credentials may do, and keeps it free of strays.
public final class RegionController implements Reconciler {
    private static final int SHOWN = 200;
    private static final List<Kind> USERS = List.of(Kind.POOL, Kind.MACHINE, Kind.FLOATING_IP, Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY);

    private final Machinery machinery;
    private final Strays strays;

    public RegionController(Machinery machinery) {
        this.machinery = machinery;
        this.strays = new Strays(machinery);
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var region = found.get();
        var user = region.metadata().deleting() ? user(region) : Optional.<Key>empty();
        if (user.isPresent()) {
            var sentence = user.get().shortForm() + " is still in it";
            machinery.write(region, status(region, region.status(RegionStatus.class), c -> c.notLevel("InUse", sentence)), run);
            return Outcome.waitingFor(user.get(), sentence);
        }
        return switch (machinery.accounts().to(key)) {
            case Way.Closed _ when region.metadata().deleting() -> gone(region, run);
            case Way.Closed(var what, var reason, var sentence) -> {
                machinery.write(region, status(region, region.status(RegionStatus.class), c -> c.notLevel(reason, sentence).state(RegionStatus.REACHABLE, false, reason, sentence)), run);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.failed(sentence));
            }
            case Way.Open(var _, var cloud) -> {
                try {
                    yield region.metadata().deleting() ? leave(region, cloud, run) : look(machinery.held(region, run), cloud, run);
                } catch (CloudFailure failure) {
                    yield trouble(machinery.get(key).orElse(region), failure, run);
                }
            }
        };
    }

    private Outcome look(Resource region, ObservedCloud cloud, Run run) throws InterruptedException {
        var facts = cloud.ask();
        var left = strays.sweep(region.key(), cloud, Strays.GRACE, run);
        var known = known(facts, left, region.status(RegionStatus.class));
        var status = status(region, known, c -> c.level(facts.version() + " answers, and the credentials of " + facts.account() + " are taken")
            .state(RegionStatus.REACHABLE, true, "Answers", facts.version() + " answers")
            .state(RegionStatus.TIDY, left.isEmpty(), left.isEmpty() ? "NothingLeft" : "LeftBehind", left.isEmpty() ? "nothing of ours belongs to nobody" : left.size() + " objects of ours belong to nobody"));
        machinery.write(region, status, run);
        return left.isEmpty() ? Outcome.LEVEL : Outcome.lookAgain(left.stream().anyMatch(l -> l.since().plus(Strays.GRACE).isAfter(machinery.now())) ? Duration.ofMinutes(1) : Duration.ofSeconds(10),
            left.size() + " objects of ours belong to nobody");
    }

    /// Nobody can clean up here once the region is gone, so strays go before it does, without grace.
    private Outcome leave(Resource region, ObservedCloud cloud, Run run) throws InterruptedException {
        var left = strays.sweep(region.key(), cloud, Duration.ZERO, run).stream().filter(l -> l.owner().contains("/" + region.metadata().project() + "/")).toList();
        if (left.isEmpty()) {
            return gone(region, run);
        }
        var sentence = left.size() + " objects are still there: " + left.getFirst().kind() + " " + left.getFirst().id() + ": " + left.getFirst().reason();
        var before = region.status(RegionStatus.class);
        machinery.write(region, status(region, with(before, left, before.asked()), c -> c.notLevel("LeftBehind", sentence)), run);
        return Outcome.lookAgain(Duration.ofSeconds(5), sentence);
    }

    private Outcome gone(Resource region, Run run) {
        machinery.accounts().forget(region.key());
        strays.forget(region.key());
        machinery.remove(region, run);
        return Outcome.LEVEL;
    }

    private Outcome trouble(Resource region, CloudFailure failure, Run run) {
        if (!(failure instanceof CloudFailure.Throttled)) {
            machinery.write(region, status(region, region.status(RegionStatus.class), c -> c.notLevel(failure.code(), failure.getMessage())
                .state(RegionStatus.REACHABLE, false, failure.code(), failure.getMessage())), run);
        }
        return CloudTrouble.outcome(failure, failure.getMessage());
    }

    /// Something that could not be taken away without the region.
    private Optional<Key> user(Resource region) {
        return USERS.stream().flatMap(kind -> machinery.around().mirror().list(Query.of(kind).in(region.metadata().project())).stream())
            .filter(r -> MachineReferences.of(r.metadata().project(), r.spec()).contains(region.key())).map(Resource::key).findFirst();
    }

    /// When nothing but the time is new, nothing is new.
    private RegionStatus known(CloudFacts facts, List<LeftBehind> left, RegionStatus before) {
        var now = new RegionStatus(0, before.conditions(), facts.version(), facts.account(), facts.abilities().stream().map(a -> a.name().toLowerCase(java.util.Locale.ROOT)).sorted().toList(), facts.zones(),
            first(facts.flavors().stream()), first(facts.images().stream()), facts.quotas(), before.asked(), left);
        return now.equals(with(before, before.leftBehind(), before.asked())) ? now : with(now, left, machinery.now());
    }

    private static <T> List<T> first(Stream<T> offered) {
        return offered.limit(SHOWN).toList();
    }

    private static RegionStatus with(RegionStatus s, List<LeftBehind> left, Instant asked) {
        return new RegionStatus(0, s.conditions(), s.version(), s.account(), s.abilities(), s.zones(), s.flavors(), s.images(), s.quotas(), asked, left);
    }

    private RegionStatus status(Resource region, RegionStatus known, java.util.function.Consumer<Conditions> statements) {
        var conditions = new Conditions(region.status(), machinery.now());
        statements.accept(conditions);
        return new RegionStatus(region.metadata().generation(), conditions.list(), known.version(), known.account(), known.abilities(), known.zones(), known.flavors(), known.images(), known.quotas(), known.asked(),
            known.leftBehind());
    }
}
