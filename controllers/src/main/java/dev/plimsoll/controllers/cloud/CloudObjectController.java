package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.controllers.cloud.Brought.How;
import dev.plimsoll.controllers.cloud.CloudAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes networks, firewalls, SSH keys and floating IPs level: each has one object in its region's cloud. What they differ in is how they are drawn.
public final class CloudObjectController implements Reconciler {
    /// Machines tell within seconds what they keep, and that makes a firewall dirty; nobody tells that a machine has fallen silent.
    private static final Duration HEARD = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Machinery machinery;
    private final Drawing drawing;
    private final CloudObjects objects;
    private final CloudRemoval removal;

    public CloudObjectController(Machinery machinery, Drawing drawing) {
        this.machinery = machinery;
        this.drawing = drawing;
        this.objects = new CloudObjects(machinery);
        this.removal = new CloudRemoval(machinery);
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var resource = found.get();
        if (resource.metadata().deleting()) {
            return removal.reconcile(new CloudRemoval.Leaving(resource, drawing.kind(), drawing.region(resource), status(resource).intent(),
                (reason, sentence) -> status(resource, status(resource).intent(), c -> c.notLevel(reason, sentence))), run);
        }
        return switch (machinery.accounts().to(Machinery.region(resource, drawing.region(resource)))) {
            case Way.Closed(var what, var reason, var sentence) -> lacking(resource, new Drawn.Lacking(what, reason, sentence), run);
            case Way.Open(var _, var cloud) -> {
                try {
                    yield draw(resource, cloud, run);
                } catch (CloudFailure failure) {
                    yield trouble(machinery.get(key).orElse(resource), failure, run);
                }
            }
        };
    }

    private Outcome draw(Resource resource, ObservedCloud cloud, Run run) throws InterruptedException {
        return switch (drawing.draw(resource, cloud::facts)) {
            case Drawn.Lacking lacking -> lacking(resource, lacking, run);
            case Drawn.Impossible(var reason, var sentence) -> {
                write(resource, status(resource).intent(), c -> c.notLevel(reason, sentence), run);
                yield Outcome.failed(sentence);
            }
            case Drawn.Foreign(var id, var sentence) -> {
                write(resource, Optional.of(new Intent("foreign", "", resource.metadata().createdAt(), Optional.of(id), Optional.of(resource.metadata().createdAt()))), c -> c.level(sentence), run);
                yield Outcome.LEVEL;
            }
            case Drawn.Kept(var sentence) -> {
                write(resource, Optional.empty(), c -> c.level(sentence), run);
                yield Outcome.LEVEL;
            }
            case Drawn.Unkept unkept -> unkept(resource, unkept, run);
            case Drawn.Complete(var blueprint) -> bring(machinery.held(resource, run), cloud, blueprint, run);
        };
    }

    private Outcome lacking(Resource resource, Drawn.Lacking lacking, Run run) {
        write(resource, status(resource).intent(), c -> c.notLevel(lacking.reason(), lacking.sentence()), run);
        return lacking.what().map(what -> Outcome.waitingFor(what, lacking.sentence())).orElseGet(() -> Outcome.retry(lacking.sentence()));
    }

    /// A control plane that has just begun has heard of nobody: what was so is still so until there is reason to doubt it.
    private Outcome unkept(Resource resource, Drawn.Unkept unkept, Run run) {
        if (!unkept.early() || !resource.status().level() || resource.status().observedGeneration() != resource.metadata().generation()) {
            write(resource, Optional.empty(), c -> c.notLevel("NotKept", unkept.sentence()), run);
        }
        return Outcome.lookAgain(unkept.early() ? HEARD : KEPT, unkept.sentence());
    }

    private Outcome trouble(Resource resource, CloudFailure failure, Run run) {
        // Being put off is no news: what was so is still so.
        if (!(failure instanceof CloudFailure.Throttled)) {
            write(resource, status(resource).intent(), c -> c.notLevel(failure.code(), failure.getMessage()), run);
        }
        return CloudTrouble.outcome(failure, failure.getMessage());
    }

    private Outcome bring(Resource resource, ObservedCloud cloud, Blueprint blueprint, Run run) throws InterruptedException {
        var brought = objects.bring(new CloudObjects.Wish(resource, cloud, blueprint, status(resource).intent(),
            intent -> status(resource, intent, c -> c.notLevel("Pending", "it is being made")), CloudObjects.Hold.NONE, Optional.empty()), run);
        var owner = brought.owner();
        return switch (brought.how()) {
            case How.There(var object) -> there(owner, brought.intent(), object, blueprint, run);
            case How.NotYet(var _, var reason, var sentence, var outcome) -> {
                write(owner, brought.intent(), c -> c.notLevel(reason, sentence), run);
                yield outcome;
            }
            case How.Refused(var failure) -> {
                write(owner, brought.intent(), c -> c.notLevel(failure.code(), failure.getMessage()), run);
                yield CloudTrouble.outcome(failure, failure.getMessage());
            }
            case How.Broken(var object, var sentence) -> {
                cloud.remove(owner.key(), CloudRef.to(object));
                write(owner, Optional.empty(), c -> c.notLevel("Failed", sentence), run);
                yield Outcome.retry(sentence);
            }
        };
    }

    private Outcome there(Resource owner, Optional<Intent> intent, CloudObject object, Blueprint blueprint, Run run) {
        if (blueprint.lacks().isPresent()) {
            var lacks = blueprint.lacks().get();
            machinery.write(owner, status(owner, intent, addresses(object), c -> c.notLevel(lacks.reason(), lacks.sentence())), run);
            return lacks.what().map(what -> Outcome.waitingFor(what, lacks.sentence())).orElseGet(() -> Outcome.waiting(lacks.sentence()));
        }
        machinery.write(owner, status(owner, intent, addresses(object), c -> c.level(object.kind().word() + " " + object.id())), run);
        return Outcome.LEVEL;
    }

    private static List<String> addresses(CloudObject object) {
        return switch (object) {
            case CloudObject.FloatingIp ip -> List.of(ip.address());
            case CloudObject.Network network -> List.of(network.cidr());
            case CloudObject.Firewall _, CloudObject.PublicKey _, CloudObject.Machine _ -> List.of();
        };
    }

    private void write(Resource owner, Optional<Intent> intent, Consumer<Conditions> statements, Run run) {
        machinery.write(owner, status(owner, intent, statements), run);
    }

    private CloudObjectStatus status(Resource owner, Optional<Intent> intent, Consumer<Conditions> statements) {
        return status(owner, intent, status(owner).addresses(), statements);
    }

    private CloudObjectStatus status(Resource owner, Optional<Intent> intent, List<String> addresses, Consumer<Conditions> statements) {
        var conditions = new Conditions(owner.status(), machinery.now());
        statements.accept(conditions);
        return new CloudObjectStatus(owner.metadata().generation(), conditions.list(), intent, intent.isEmpty() ? List.of() : addresses);
    }

    private static CloudObjectStatus status(Resource resource) {
        return resource.status(CloudObjectStatus.class);
    }
}
