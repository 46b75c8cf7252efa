package dev.plimsoll.controllers.dns;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.dns.ZoneAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.dns.DnsPlanner;
import dev.plimsoll.planning.dns.Mark;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Says whether a zone answers, and removes from it what carries our mark and belongs to no DnsRecord. A zone that is to go is left once the records declared in it are gone, and takes along
/// whatever else carries our mark.
public final class DnsZoneController implements Reconciler {
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final int SHOWN = 20;

    private final DnsWork work;

    public DnsZoneController(DnsWork work) {
        this.work = work;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = work.get(key);
        if (found.isEmpty()) {
            work.zones().forget(key);
            return Outcome.LEVEL;
        }
        var zone = found.get();
        var users = records(key);
        if (zone.metadata().deleting() && users.stream().anyMatch(r -> !ofZone(r, zone))) {
            var sentence = "records are declared in it: " + String.join(", ", users.stream().limit(5).map(r -> r.key().shortForm()).toList());
            return told(zone, new DnsZoneStatus(0, null, "", 0, null), "InUse", sentence, Outcome.waitingFor(users.getFirst().key(), sentence), run);
        }
        return switch (work.zones().to(key)) {
            case Way.Closed(var what, var reason, var sentence) -> told(zone, zone.status(DnsZoneStatus.class), reason, sentence,
                what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.failed(sentence)), run);
            case Way.Embedded _ -> {
                if (zone.metadata().deleting()) {
                    work.remove(zone, run);
                    yield Outcome.LEVEL;
                }
                yield told(zone, new DnsZoneStatus(0, null, "this control plane", users.size(), null), "", "answered by this control plane", Outcome.LEVEL, run);
            }
            case Way.Open(var _, var observed) -> keep(work.held(zone, run), observed, users, run);
        };
    }

    private Outcome keep(Resource zone, ObservedZone observed, List<Resource> users, Run run) {
        var leaving = zone.metadata().deleting();
        try {
            var answers = observed.answers();
            var planner = new DnsPlanner(work.around().store().plane(), observed.list(leaving ? work.now() : work.now().minus(FRESH)));
            var strays = planner.strays(resource -> !leaving && users.stream().anyMatch(r -> r.key().equals(resource)));
            for (Mark stray : strays) {
                run.step("remove " + stray.name() + " " + stray.type() + ", which carries our mark and belongs to nobody");
                observed.change(planner.removal(stray));
            }
            if (leaving) {
                work.zones().forget(zone.key());
                work.remove(zone, run);
                return Outcome.LEVEL;
            }
            var names = strays.stream().limit(SHOWN).map(m -> m.name() + " " + m.type()).toList();
            return told(zone, new DnsZoneStatus(0, null, answers, planner.marks().size() - strays.size(), names), "", answers + " answers", Outcome.LEVEL, run);
        } catch (DnsFailure failure) {
            return told(zone, zone.status(DnsZoneStatus.class), failure.code(), failure.getMessage(), DnsWork.outcome(failure), run);
        }
    }

    /// @param reason why it is not level; empty when it is
    private Outcome told(Resource zone, DnsZoneStatus known, String reason, String sentence, Outcome outcome, Run run) {
        var conditions = new Conditions(zone.status(), work.now());
        if (reason.isEmpty()) {
            conditions.level(sentence);
        } else {
            conditions.notLevel(reason, sentence);
        }
        work.write(work.get(zone.key()).orElse(zone), new DnsZoneStatus(zone.metadata().generation(), conditions.list(), known.answeredBy(), known.records(), known.leftBehind()), run);
        return outcome;
    }

    private List<Resource> records(Key zone) {
        return work.around().mirror().list(Query.of(Kind.DNS_RECORD).in(zone.project())).stream().filter(r -> r.spec(DnsRecordSpec.class).zone().equals(zone.name())).toList();
    }

    private static boolean ofZone(Resource dnsRecord, Resource zone) {
        return dnsRecord.metadata().owner().filter(zone.asOwner()::equals).isPresent();
    }
}
