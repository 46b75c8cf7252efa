package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.CloudAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.machine.ObjectPlanner;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Takes a deleted resource's objects away: asks, then asks until they are gone and nothing that was asked for can still turn up, and only then lets the resource go.
public final class CloudRemoval {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final Machinery machinery;

    public CloudRemoval(Machinery machinery) {
        this.machinery = machinery;
    }

    /// @param tell the resource's status with this reason and sentence
    public record Leaving(Resource resource, CloudKind kind, String region, Optional<Intent> intent, BiFunction<String, String, Status> tell) {}

    public Outcome reconcile(Leaving leaving, Run run) throws InterruptedException {
        return switch (machinery.accounts().to(Machinery.region(leaving.resource(), leaving.region()))) {
            case Way.Closed closed when leaving.intent().isEmpty() && closed.what().isPresent() -> gone(leaving, run);
            case Way.Closed(var what, var reason, var sentence) -> {
                tell(leaving, reason, sentence, run);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.retry(sentence));
            }
            case Way.Open(var _, var cloud) -> {
                try {
                    yield inCloud(leaving, cloud, run);
                } catch (CloudFailure failure) {
                    if (!(failure instanceof CloudFailure.Throttled)) {
                        tell(leaving, failure.code(), "cannot be removed: " + failure.getMessage(), run);
                    }
                    yield CloudTrouble.outcome(failure, "cannot be removed: " + failure.getMessage());
                }
            }
        };
    }

    private Outcome inCloud(Leaving leaving, ObservedCloud cloud, Run run) throws InterruptedException {
        var key = leaving.resource().key();
        var now = machinery.now();
        var lag = cloud.facts().listingLag();
        var listing = cloud.list(leaving.kind(), now.minus(RECENT));
        var mine = listing.of(key, leaving.resource().metadata().uid());
        if (mine.isEmpty()) {
            var situation = new ObjectPlanner.Situation("", leaving.intent(), mine, listing.asked(), lag, Optional.empty(), Optional.empty(), now);
            var wait = leaving.intent().filter(i -> i.seen().isEmpty()).map(i -> ObjectPlanner.untilCertain(situation, i)).orElse(Duration.ZERO);
            if (wait.isZero()) {
                return gone(leaving, run);
            }
            // What was asked for may not be listed yet; its id may already do.
            leaving.intent().flatMap(Intent::id).ifPresent(id -> cloud.remove(key, new CloudRef(leaving.kind(), id)));
            return Outcome.lookAgain(wait, "what was asked for before may still turn up");
        }
        ask(leaving, cloud, mine, run);
        return Outcome.lookAgain(ASK_AGAIN, "its " + leaving.kind().word() + " is being removed");
    }

    private void ask(Leaving leaving, ObservedCloud cloud, List<CloudObject> mine, Run run) {
        for (var object : mine) {
            if (!(object.phase() instanceof CloudPhase.Leaving)) {
                run.step("remove " + CloudRef.to(object));
                // Firewalls that name each other would each keep the other from going.
                if (object instanceof CloudObject.Firewall firewall && !firewall.rules().isEmpty()) {
                    cloud.change(leaving.resource().key(), firewall.id(), new CloudPart.Firewall(firewall.name(), firewall.stamp(), Set.of()));
                }
                cloud.remove(leaving.resource().key(), CloudRef.to(object));
            }
        }
        tell(leaving, "Removing", mine.getFirst().kind().word() + " " + mine.getFirst().id() + " is being removed", run);
    }

    private Outcome gone(Leaving leaving, Run run) {
        if (leaving.resource().kind() == dev.plimsoll.model.Kind.MACHINE) {
            machinery.onboarding().forget(leaving.resource().key());
        }
        machinery.remove(leaving.resource(), run);
        return Outcome.LEVEL;
    }

    private void tell(Leaving leaving, String reason, String sentence, Run run) {
        machinery.write(leaving.resource(), leaving.tell().apply(reason, sentence), run);
    }
}
