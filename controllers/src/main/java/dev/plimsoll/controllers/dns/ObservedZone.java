package dev.plimsoll.controllers.dns;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.planning.dns.DnsStep;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A zone and its last listing, which our own changes are put into, so that a thousand records cost one listing and not a thousand. Whatever goes wrong, the next look lists anew.
final class ObservedZone {
    private final Dns dns;
    private final InstantSource clock;
    private List<RecordSet> sets = List.of();
    private Instant listed = Instant.MIN;

    ObservedZone(Dns dns, InstantSource clock) {
        this.dns = dns;
        this.clock = clock;
    }

    Dns dns() {
        return dns;
    }

    /// What the zone held at that time or later.
    synchronized List<RecordSet> list(Instant notBefore) {
        if (listed.isBefore(notBefore)) {
            var asked = clock.instant();
            sets = dns.list();
            listed = asked;
        }
        return sets;
    }

    /// Carries steps out, in order.
    synchronized void change(List<DnsStep> steps) {
        try {
            dns.change(steps.stream().map(ObservedZone::asked).toList());
        } catch (RuntimeException failed) {
            listed = Instant.MIN;
            throw failed;
        }
        var changed = new ArrayList<>(sets);
        steps.forEach(step -> {
            switch (step) {
                case DnsStep.Create(var set) -> changed.add(set);
                case DnsStep.Replace(var before, var after) -> changed.replaceAll(s -> s.equals(before) ? after : s);
                case DnsStep.Remove(var before) -> changed.remove(before);
            }
        });
        sets = List.copyOf(changed);
    }

    private static RecordChange asked(DnsStep step) {
        return switch (step) {
            case DnsStep.Create(var set) -> new RecordChange.Create(set);
            case DnsStep.Replace(var before, var after) -> new RecordChange.Replace(before, after);
            case DnsStep.Remove(var before) -> new RecordChange.Remove(before);
        };
    }
}
