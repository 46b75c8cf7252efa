package dev.plimsoll.controllers.announcement;

import dev.plimsoll.controllers.announcement.AnnouncementAccounts.Way;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.registration.RegistrationWork;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.announcement.AnnouncedKeys;
import dev.plimsoll.planning.announcement.AnnouncementPlan;
import dev.plimsoll.planning.announcement.Tenure;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;

/// Keeps the keys of an announcement level with the directory, lets them last while we are there, and takes them away again.
public final class AnnouncementController implements Reconciler {
    /// How often an etcd is asked without cause; tenures are renewed then too.
    public static final Duration SWEEP = Duration.ofMinutes(2);
    private static final Duration LOOKS_BEGIN = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration TAKEN = Duration.ofMinutes(1);
    private static final int RENEWALS = 3;
    private static final String MEANWHILE = "somebody else changed keys below its prefix meanwhile";

    private final AnnouncementWork work;
    private final Directory directory;

    public AnnouncementController(AnnouncementWork work, Directory directory) {
        this.work = work;
        this.directory = directory;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = work.around().mirror().get(key);
        if (found.isEmpty()) {
            work.accounts().forget(key);
            return Outcome.LEVEL;
        }
        var declared = found.get();
        if (outlived(declared) || declared.metadata().deleting() && !declared.metadata().finalizers().contains(AnnouncementWork.FINALIZER)) {
            work.remove(declared, run);
            return Outcome.LEVEL;
        }
        return switch (work.accounts().to(declared)) {
            case Way.Closed(var what, var reason, var sentence) -> {
                work.notLevel(declared, reason, sentence, run);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.failed(sentence));
            }
            case Way.Open(var keyspace) -> {
                var held = declared.metadata().deleting() ? declared : work.held(declared, run);
                try {
                    yield look(held, keyspace, run);
                } catch (RegisterFailure failure) {
                    work.notLevel(held, failure.code(), failure.getMessage(), run);
                    yield RegistrationWork.outcome(failure);
                }
            }
        };
    }

    /// Nothing was renewed since it was deleted, so whatever an etcd that does not answer holds of it has gone by itself.
    private boolean outlived(Resource declared) {
        var last = declared.spec(AnnouncementSpec.class).ttl();
        return declared.metadata().deletedAt().filter(deleted -> deleted.plus(last).isBefore(work.around().clock().instant())).isPresent();
    }

    private Outcome look(Resource declared, Keyspace keyspace, Run run) {
        var spec = declared.spec(AnnouncementSpec.class);
        var tenure = Tenure.of(work.around().store().plane(), declared.key(), spec.prefix());
        boolean leaves = declared.metadata().deleting();
        if (!leaves) {
            keyspace.renew(tenure.number(spec.ttl()), spec.ttl());
            if (!directory.whole()) {
                // What was announced before stays so until it is known what runs.
                return Outcome.lookAgain(LOOKS_BEGIN, "not everything that runs was looked at yet");
            }
        }
        var wanted = leaves ? Collections.<String, String>emptySortedMap() : wanted(declared, spec.prefix());
        var plan = AnnouncementPlan.of(wanted, tenure, tenure.number(spec.ttl()), keyspace.list());
        if (!plan.changes().isEmpty()) {
            run.step(plan.sentence() + " below " + spec.prefix());
            if (keyspace.change(plan.changes())) {
                return Outcome.lookAgain(Duration.ZERO, "what is there is looked at once more");
            }
            work.notLevel(declared, "Changing", MEANWHILE, run);
            return Outcome.lookAgain(SOON, MEANWHILE);
        }
        if (leaves) {
            work.remove(declared, run);
            return Outcome.LEVEL;
        }
        return settled(declared, wanted.size(), plan, run);
    }

    private SortedMap<String, String> wanted(Resource declared, String prefix) {
        return AnnouncedKeys.of(prefix, directory.all().stream().filter(l -> l.of().project().equals(declared.metadata().project())).flatMap(l -> l.endpoints().stream()).toList());
    }

    private Outcome settled(Resource declared, int wanted, AnnouncementPlan plan, Run run) {
        work.settled(declared, wanted - plan.taken().size(), plan, run);
        var renewal = declared.spec(AnnouncementSpec.class).ttl().dividedBy(RENEWALS);
        if (!plan.taken().isEmpty()) {
            return Outcome.lookAgain(renewal.compareTo(TAKEN) < 0 ? renewal : TAKEN, plan.obstacle());
        }
        return renewal.compareTo(SWEEP) < 0 ? Outcome.lookAgain(renewal, "its keys are to last on") : Outcome.LEVEL;
    }
}
