package dev.plimsoll.controllers.dns;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.dns.ZoneAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsRecordStatus;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.planning.dns.DnsPlanner;
import dev.plimsoll.ports.dns.DnsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps a declared set of records in its zone, and takes it out again.
public final class DnsRecordController implements Reconciler {
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration MOVING = Duration.ofSeconds(3);
    private static final String SPREADING = "Spreading";
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    private final DnsWork work;

    public DnsRecordController(DnsWork work) {
        this.work = work;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = work.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var declared = found.get();
        var leaving = declared.metadata().deleting();
        var zone = new Key(Kind.DNS_ZONE, key.project(), declared.spec(DnsRecordSpec.class).zone());
        return switch (work.zones().to(zone)) {
            case Way.Closed(var what, var reason, var sentence) -> {
                if (leaving && what.filter(zone::equals).isPresent()) {
                    // The zone went first, and took everything with our mark along.
                    work.remove(declared, run);
                    yield Outcome.LEVEL;
                }
                write(declared, Optional.empty(), reason, sentence, run);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.failed(sentence));
            }
            case Way.Embedded(var holder) -> {
                if (leaving) {
                    work.remove(declared, run);
                    yield Outcome.LEVEL;
                }
                yield within(declared, holder).map(sentence -> outside(declared, sentence, run)).orElseGet(() -> {
                    write(declared, declared.status(DnsRecordStatus.class).written().or(() -> Optional.of(work.now())), "", "answered by this control plane", run);
                    return Outcome.LEVEL;
                });
            }
            case Way.Open(var holder, var observed) -> leaving ? leave(declared, observed, run)
                : within(declared, holder).map(sentence -> outside(declared, sentence, run)).orElseGet(() -> bring(work.held(declared, run), holder.spec(DnsZoneSpec.class), observed, run));
        };
    }

    private Outcome bring(Resource declared, DnsZoneSpec holder, ObservedZone zone, Run run) {
        var wanted = declared.spec(DnsRecordSpec.class).in(holder);
        var status = declared.status(DnsRecordStatus.class);
        var written = status.level() || status.condition(Condition.LEVEL).filter(c -> c.reason().equals(SPREADING)).isPresent();
        var settled = written && status.observedGeneration() == declared.metadata().generation();
        try {
            var plan = plan(declared, Optional.of(wanted), zone, settled ? SETTLED : MOVING);
            if (plan.taken().isPresent()) {
                write(declared, status.written(), "Taken", plan.taken().get(), run);
                return Outcome.lookAgain(Duration.ofMinutes(1), plan.taken().get());
            }
            carryOut(plan, zone, run);
            var when = plan.steps().isEmpty() && settled ? status.written() : Optional.of(work.now());
            if ((!plan.steps().isEmpty() || !status.level()) && !zone.settled()) {
                var sentence = wanted + " is written, and on its way to all servers of the zone";
                write(declared, when, SPREADING, sentence, run);
                return Outcome.lookAgain(ON_THE_WAY, sentence);
            }
            write(declared, when, "", wanted.name() + " leads to " + String.join(", ", wanted.values()), run);
            return Outcome.LEVEL;
        } catch (DnsFailure failure) {
            write(declared, status.written(), failure.code(), failure.getMessage(), run);
            return DnsWork.outcome(failure);
        }
    }

    private Outcome leave(Resource declared, ObservedZone zone, Run run) {
        try {
            carryOut(plan(declared, Optional.empty(), zone, MOVING), zone, run);
            work.remove(declared, run);
            return Outcome.LEVEL;
        } catch (DnsFailure failure) {
            write(declared, declared.status(DnsRecordStatus.class).written(), failure.code(), failure.getMessage(), run);
            return DnsWork.outcome(failure);
        }
    }

    private DnsPlanner.Plan plan(Resource declared, Optional<RecordSet> wanted, ObservedZone zone, Duration freshness) {
        return new DnsPlanner(work.around().store().plane(), zone.list(work.now().minus(freshness))).plan(declared.key(), wanted);
    }

    private static void carryOut(DnsPlanner.Plan plan, ObservedZone zone, Run run) {
        if (!plan.steps().isEmpty()) {
            plan.steps().stream().filter(step -> !step.sentence().contains(" _plimsoll-")).forEach(step -> run.step(step.sentence()));
            zone.change(plan.steps());
        }
    }

    /// A zone holds no other names than its own.
    private static Optional<String> within(Resource declared, Resource holder) {
        var spec = holder.spec(DnsZoneSpec.class);
        var name = declared.spec(DnsRecordSpec.class).in(spec).name();
        return DomainName.within(name, spec.domain()) ? Optional.empty() : Optional.of(name + " does not lie in " + spec.domain());
    }

    private Outcome outside(Resource declared, String sentence, Run run) {
        write(declared, Optional.empty(), "NotInZone", sentence, run);
        return Outcome.failed(sentence);
    }

    /// @param reason why it is not level; empty when it is
    private void write(Resource declared, Optional<Instant> written, String reason, String sentence, Run run) {
        var conditions = new Conditions(declared.status(), work.now());
        if (reason.isEmpty()) {
            conditions.level(sentence);
        } else {
            conditions.notLevel(reason, sentence);
        }
        work.write(declared, new DnsRecordStatus(declared.metadata().generation(), conditions.list(), written), run);
    }
}
