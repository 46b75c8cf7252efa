package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Brought.How;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.machine.ObjectPlan;
import dev.plimsoll.planning.machine.ObjectPlan.Next;
import dev.plimsoll.planning.machine.ObjectPlanner;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Carries out what [ObjectPlanner] decides about one resource's object.
public final class CloudObjects {
    /// How old a listing may be for who has nothing under way: so old that a sweep over all keys costs one.
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final Machinery machinery;
    /// Since when something that was there has been missing. Lost with the process, and then the wait begins anew.
    private final Map<Key, Instant> missing = new ConcurrentHashMap<>();

    public CloudObjects(Machinery machinery) {
        this.machinery = machinery;
    }

    /// Whose object, and how its intent is kept.
    ///
    /// @param withIntent the owner's status with another intent
    /// @param doubted    since when somebody else says that it does not work: listings of before say nothing of it any more
    public record Wish(Resource owner, ObservedCloud cloud, Blueprint blueprint, Optional<Intent> intent, Function<Optional<Intent>, Status> withIntent, Hold hold, Optional<Instant> doubted) {
        Wish with(Resource changed, Optional<Intent> now) {
            return new Wish(changed, cloud, blueprint, now, withIntent, hold, doubted);
        }

        Key key() {
            return owner.key();
        }
    }

    /// What earlier failures forbid.
    ///
    /// @param closed    why nothing new may be asked for now
    /// @param condemned operation whose object has failed and is not to be taken up again
    public record Hold(Optional<How.NotYet> closed, Optional<String> condemned) {
        public static final Hold NONE = new Hold(Optional.empty(), Optional.empty());
    }

    /// Brings the object about, or a step nearer.
    ///
    /// @throws CloudFailure when not even a listing was to be had
    public Brought bring(Wish wish, Run run) throws InterruptedException {
        var situation = situation(wish);
        var plan = ObjectPlanner.plan(situation);
        clear(wish, plan, run);
        return switch (plan.next()) {
            case Next.Intend() when wish.hold().closed().isPresent() -> new Brought(wish.owner(), wish.intent(), wish.hold().closed().get());
            case Next.Intend() -> ask(wish, new Intent(machinery.operations().get(), wish.blueprint().hash(), machinery.now(), Optional.empty(), Optional.empty()), run);
            case Next.Ask(var intent) -> ask(wish, again(intent), run);
            case Next.Adopt(var object) -> adopt(wish, object, run);
            case Next.Wait(var after, var reason, var sentence) -> waiting(wish, situation, after, reason, sentence);
            case Next.Lost(var intent) -> lost(wish, intent, run);
            case Next.Outdated(var object) -> replace(wish, object, run);
            case Next.Broken(var object, var reason) -> new Brought(wish.owner(), seen(wish, object), new How.Broken(object, reason));
            case Next.There(var object) -> there(wish, object, run);
        };
    }

    private ObjectPlanner.Situation situation(Wish wish) throws InterruptedException {
        var now = machinery.now();
        var key = wish.key();
        boolean settled = wish.owner().status().level() && !missing.containsKey(key);
        var facts = wish.cloud().facts();
        var oldest = now.minus(settled ? SETTLED : ObjectPlanner.SOON);
        var listing = wish.cloud().list(wish.blueprint().kind(), wish.doubted().filter(oldest::isBefore).orElse(oldest));
        var mine = listing.of(key, wish.owner().metadata().uid());
        if (wish.intent().filter(i -> mine.stream().noneMatch(o -> o.stamp().operation().equals(i.operation()))).isPresent()) {
            missing.putIfAbsent(key, now);
        } else {
            missing.remove(key);
        }
        return new ObjectPlanner.Situation(wish.blueprint().hash(), wish.intent(), mine, listing.asked(), facts.listingLag(), Optional.ofNullable(missing.get(key)), wish.hold().condemned(), now);
    }

    /// What cannot go now is asked again at the next look.
    private void clear(Wish wish, ObjectPlan plan, Run run) {
        for (var object : plan.unwanted()) {
            run.step("remove " + CloudRef.to(object) + ", which " + wish.key().shortForm() + " does not need");
            try {
                wish.cloud().remove(wish.key(), CloudRef.to(object));
            } catch (CloudFailure.NotReady later) {
                run.progress(later.getMessage());
            }
        }
    }

    private Brought ask(Wish before, Intent intent, Run run) {
        before.cloud().admit(before.key());
        var wish = persist(before, Optional.of(intent), run);
        var part = wish.blueprint().part().apply(new CloudStamp(machinery.accounts().plane(), wish.key(), wish.owner().metadata().uid(), intent.hash(), intent.operation()));
        run.step("make " + part.kind().word() + " " + part.name());
        try {
            var id = wish.cloud().create(part);
            var done = persist(wish, Optional.of(new Intent(intent.operation(), intent.hash(), machinery.now(), Optional.of(id), Optional.empty())), run);
            var sentence = "the cloud was asked for it";
            return new Brought(done.owner(), done.intent(), new How.NotYet(Optional.empty(), "Pending", sentence, Outcome.lookAgain(ObjectPlanner.SOON, sentence)));
        } catch (CloudFailure failure) {
            if (failure.mayHaveHappened()) {
                // From now on it may turn up for as long as listings lag.
                var open = persist(wish, Optional.of(again(intent)), run);
                var sentence = "no clear answer whether " + part.kind().word() + " " + part.name() + " was made: " + failure.getMessage();
                return new Brought(open.owner(), open.intent(), new How.NotYet(Optional.empty(), failure.code(), sentence, Outcome.lookAgain(ObjectPlanner.SOON, sentence)));
            }
            var none = persist(wish, Optional.empty(), run);
            return new Brought(none.owner(), none.intent(), new How.Refused(failure));
        }
    }

    /// The same wish, as of now.
    private Intent again(Intent intent) {
        return new Intent(intent.operation(), intent.hash(), machinery.now(), intent.id(), intent.seen());
    }

    private Brought adopt(Wish wish, CloudObject object, Run run) {
        run.step("adopt " + CloudRef.to(object) + ", which was made for " + wish.key().shortForm());
        var adopted = persist(wish, Optional.of(new Intent(object.stamp().operation(), wish.blueprint().hash(), machinery.now(), Optional.of(object.id()), Optional.of(machinery.now()))), run);
        return new Brought(adopted.owner(), adopted.intent(), new How.NotYet(Optional.of(object), "Adopted", "it was there already", Outcome.lookAgain(Duration.ZERO, "it was there already")));
    }

    private Brought waiting(Wish wish, ObjectPlanner.Situation situation, Duration after, String reason, String sentence) {
        var object = situation.mine().stream().filter(o -> wish.intent().filter(i -> i.operation().equals(o.stamp().operation())).isPresent()).findFirst();
        return new Brought(wish.owner(), object.map(o -> seen(wish, o)).orElse(wish.intent()), new How.NotYet(object, reason, sentence, Outcome.lookAgain(after, sentence)));
    }

    private Brought lost(Wish wish, Intent intent, Run run) {
        missing.remove(wish.key());
        var none = persist(wish, Optional.empty(), run);
        var sentence = wish.blueprint().kind().word() + " " + intent.id().orElse("") + " is gone from the cloud; it is made anew";
        return new Brought(none.owner(), none.intent(), new How.NotYet(Optional.empty(), "Vanished", sentence, Outcome.lookAgain(Duration.ZERO, sentence)));
    }

    private Brought replace(Wish wish, CloudObject object, Run run) {
        var none = persist(wish, Optional.empty(), run);
        run.step("remove " + CloudRef.to(object) + ", which is made from something else than is declared");
        var sentence = CloudRef.to(object) + " is replaced, because what changed cannot be changed in place";
        try {
            wish.cloud().remove(wish.key(), CloudRef.to(object));
        } catch (CloudFailure.NotReady used) {
            return new Brought(none.owner(), none.intent(), new How.NotYet(Optional.of(object), used.code(), sentence + "; " + used.getMessage(), CloudTrouble.outcome(used, sentence)));
        }
        return new Brought(none.owner(), none.intent(), new How.NotYet(Optional.of(object), "Replacing", sentence, Outcome.lookAgain(ObjectPlanner.SOON, sentence)));
    }

    private Brought there(Wish wish, CloudObject object, Run run) {
        var intent = seen(wish, object);
        if (wish.blueprint().right().test(object)) {
            return new Brought(wish.owner(), intent, new How.There(object));
        }
        run.step("change " + CloudRef.to(object) + " to what " + wish.key().shortForm() + " declares");
        wish.cloud().change(wish.key(), object.id(), wish.blueprint().part().apply(object.stamp()));
        return new Brought(wish.owner(), intent, new How.NotYet(Optional.of(object), "Changing", "it is being changed to what is declared", Outcome.lookAgain(ObjectPlanner.SOON, "it was changed")));
    }

    private Optional<Intent> seen(Wish wish, CloudObject object) {
        return wish.intent().map(i -> i.seenAt(object.id(), machinery.now()));
    }

    private Wish persist(Wish wish, Optional<Intent> intent, Run run) {
        return wish.with(machinery.write(wish.owner(), wish.withIntent().apply(intent), run), intent);
    }
}
