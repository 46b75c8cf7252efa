package dev.plimsoll.controllers.dns;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.planning.dns.DnsStep;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A zone and its last listing, which our own changes are put into, so that a thousand records cost one listing and not a thousand. Whatever goes wrong, the next look lists anew. A pause that the
/// provider asks for holds for everything in the zone.
final class ObservedZone {
    private static final Duration THROTTLED = Duration.ofSeconds(30);
    /// How long is believed that changes are still on their way.
    private static final Duration ON_THEIR_WAY = Duration.ofSeconds(4);

    private final Dns dns;
    private final InstantSource clock;
    private List<RecordSet> sets = List.of();
    private Instant listed = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private Instant settledAsked = Instant.MIN;
    private boolean settled = true;

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
            sets = asked(dns::list);
            listed = asked;
        }
        return sets;
    }

    /// Carries steps out, in order.
    synchronized void change(List<DnsStep> steps) {
        try {
            asked(() -> {
                dns.change(steps.stream().map(ObservedZone::change).toList());
                return steps;
            });
            settled = false;
            settledAsked = Instant.MIN;
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

    /// Who answers, for people.
    synchronized String answers() {
        return asked(dns::answers);
    }

    /// Whether all servers of the zone know of our changes; asked once in a while for all of them.
    synchronized boolean settled() {
        if (!settled && !settledAsked.plus(ON_THEIR_WAY).isAfter(clock.instant())) {
            settled = asked(dns::settled);
            settledAsked = clock.instant();
        }
        return settled;
    }

    private <T> T asked(Supplier<T> call) {
        var now = clock.instant();
        if (now.isBefore(notBefore)) {
            throw new DnsFailure.Throttled("the provider asked for a pause of all that concerns this zone", Optional.of(Duration.between(now, notBefore)));
        }
        try {
            return call.get();
        } catch (DnsFailure.Throttled throttled) {
            notBefore = now.plus(throttled.retryAfter().orElse(THROTTLED));
            throw throttled;
        }
    }

    private static RecordChange change(DnsStep step) {
        return switch (step) {
            case DnsStep.Create(var set) -> new RecordChange.Create(set);
            case DnsStep.Replace(var before, var after) -> new RecordChange.Replace(before, after);
            case DnsStep.Remove(var before) -> new RecordChange.Remove(before);
        };
    }
}
