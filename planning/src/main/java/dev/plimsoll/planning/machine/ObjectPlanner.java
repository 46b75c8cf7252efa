package dev.plimsoll.planning.machine;

import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.machine.ObjectPlan.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides what to do about one resource's object in a cloud that may lose replies, lag in its listings, and make two of what it was asked for once.
///
/// The rule behind it: nothing new is asked for while something asked for before may still turn up.
public final class ObjectPlanner {
    /// How soon something that has just begun is looked at, and how seldom something that takes long.
    public static final Duration SOON = Duration.ofSeconds(1);
    public static final Duration SELDOM = Duration.ofSeconds(5);
    /// Not even a cloud that claims to be always right is believed sooner.
    private static final Duration LEAST_LAG = Duration.ofSeconds(5);

    private ObjectPlanner() {}

    /// What is known.
    ///
    /// @param hash    of what is declared now
    /// @param intent  as last written down
    /// @param mine    what the listing shows with the stamp of this resource and its uid
    /// @param asked   when that listing was asked for
    /// @param lag     how long listings of this cloud may not show what is so
    /// @param missing since when an object that was there has been missing from listings
    /// @param condemned operation whose object has failed and is not to be taken up again
    public record Situation(String hash, Optional<Intent> intent, List<CloudObject> mine, Instant asked, Duration lag, Optional<Instant> missing, Optional<String> condemned, Instant now) {
        public Situation {
            mine = List.copyOf(mine);
            lag = lag.compareTo(LEAST_LAG) < 0 ? LEAST_LAG : lag;
        }

        Duration pause() {
            return ObjectPlanner.pause(intent, now);
        }
    }

    /// Until the next look at something under way: a quarter of the time it has taken so far, so that what is quick is noticed quickly and what is slow costs few listings.
    public static Duration pause(Optional<Intent> intent, Instant now) {
        var quarter = intent.map(i -> Duration.between(i.asked(), now).dividedBy(4)).orElse(SELDOM);
        return quarter.compareTo(SOON) < 0 ? SOON : quarter.compareTo(SELDOM) > 0 ? SELDOM : quarter;
    }

    public static ObjectPlan plan(Situation is) {
        return is.intent().map(intent -> intended(is, intent)).orElseGet(() -> unintended(is));
    }

    /// How long to wait until whatever was asked for would have turned up; zero when it would have by now, and the listing is from after that.
    public static Duration untilCertain(Situation is, Intent intent) {
        var certain = intent.asked().plus(is.lag());
        return !is.asked().isBefore(certain) ? Duration.ZERO : is.now().isBefore(certain) ? Duration.between(is.now(), certain) : Duration.ofSeconds(1);
    }

    private static ObjectPlan unintended(Situation is) {
        var usable = is.mine().stream().filter(o -> o.stamp().hash().equals(is.hash()) && usable(o)
            && is.condemned().filter(o.stamp().operation()::equals).isEmpty()).min(BEST);
        var rest = is.mine().stream().filter(o -> usable.filter(u -> u == o).isEmpty()).toList();
        if (usable.isPresent()) {
            return new ObjectPlan(going(rest), new Next.Adopt(usable.get()));
        }
        return rest.isEmpty() ? new ObjectPlan(List.of(), new Next.Intend())
            : new ObjectPlan(going(rest), new Next.Wait(is.pause(), "Replacing", "what was there before it is being removed: " + rest.getFirst().kind().word() + " " + rest.getFirst().id()));
    }

    private static ObjectPlan intended(Situation is, Intent intent) {
        var ours = is.mine().stream().filter(o -> o.stamp().operation().equals(intent.operation())).min(BEST.thenComparing(o -> !o.id().equals(intent.id().orElse(""))));
        var others = is.mine().stream().filter(o -> ours.filter(u -> u == o).isEmpty()).toList();
        return new ObjectPlan(going(others), ours.map(o -> present(is, intent, o)).orElseGet(() -> missing(is, intent)));
    }

    private static Next present(Situation is, Intent intent, CloudObject object) {
        return switch (object.phase()) {
            case CloudPhase.Leaving _ -> new Next.Wait(is.pause(), "Leaving", object.kind().word() + " " + object.id() + " is on its way out, though nobody here asked for it");
            case CloudPhase.Failed(var reason, var _) -> new Next.Broken(object, reason);
            case CloudPhase.Pending(var word) -> outdated(is, object) ? new Next.Outdated(object)
                : new Next.Wait(is.pause(), "Pending", object.kind().word() + " " + object.id() + " is being made (" + word + ")");
            case CloudPhase.Unfinished _ -> outdated(is, object) ? new Next.Outdated(object) : new Next.Ask(intent);
            case CloudPhase.Ready _, CloudPhase.Stopped _ -> outdated(is, object) ? new Next.Outdated(object) : new Next.There(object);
        };
    }

    private static Next missing(Situation is, Intent intent) {
        if (intent.seen().isEmpty()) {
            var wait = untilCertain(is, intent);
            // What was declared meanwhile is another wish.
            return wait.isZero() ? intent.hash().equals(is.hash()) ? new Next.Ask(intent) : new Next.Lost(intent) : new Next.Wait(wait.compareTo(is.pause()) < 0 ? wait : is.pause(), "NotListedYet", "it was asked for, and listings do not show it yet");
        }
        // Pages shift while a listing is read, and one listing that misses a machine is no reason to make another one.
        var gone = is.missing().map(since -> since.plus(is.lag()));
        return gone.filter(g -> !is.now().isBefore(g)).isPresent() ? new Next.Lost(intent)
            : new Next.Wait(gone.map(g -> Duration.between(is.now(), g)).orElse(is.lag()), "Missing", "it was there, and the last listing does not show it");
    }

    private static boolean outdated(Situation is, CloudObject object) {
        return !object.stamp().hash().equals(is.hash());
    }

    private static boolean usable(CloudObject object) {
        return switch (object.phase()) {
            case CloudPhase.Ready _, CloudPhase.Stopped _, CloudPhase.Pending _, CloudPhase.Unfinished _ -> true;
            case CloudPhase.Failed _, CloudPhase.Leaving _ -> false;
        };
    }

    private static List<CloudObject> going(List<CloudObject> objects) {
        return objects.stream().filter(o -> !(o.phase() instanceof CloudPhase.Leaving)).toList();
    }

    private static int rank(CloudObject object) {
        return switch (object.phase()) {
            case CloudPhase.Ready _ -> 0;
            case CloudPhase.Stopped _ -> 1;
            case CloudPhase.Pending _ -> 2;
            case CloudPhase.Unfinished _ -> 3;
            case CloudPhase.Failed _ -> 4;
            case CloudPhase.Leaving _ -> 5;
        };
    }

    /// The same one every time, whoever looks.
    private static final Comparator<CloudObject> BEST = Comparator.comparingInt(ObjectPlanner::rank).thenComparing(CloudObject::id);
}
