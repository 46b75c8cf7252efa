package dev.plimsoll.controllers.registration;

import dev.plimsoll.controllers.ingress.Drain;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.RegistrationStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Instances that are about to be stopped and shall be in no register any more, and since when. Nothing is written down here: after a restart an instance begins to leave anew.
public final class Deregistrations {
    /// For the calls, after what is under way had its time. An API that does not answer holds nobody up for longer.
    private static final Duration CALLS = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Mirror mirror;
    private final InstantSource clock;
    private final Map<Key, Map<String, Asked>> asked = new ConcurrentHashMap<>();
    private volatile Consumer<Key> listener = _ -> { };

    /// @param first when it was asked about first
    /// @param last  and last
    /// @param now   whether it was the last time that its component was asked about
    private record Asked(Instant first, Instant last, boolean now) {}

    public Deregistrations(Mirror mirror, InstantSource clock) {
        this.mirror = mirror;
        this.clock = clock;
    }

    /// Who is told of registrations that an instance shall leave.
    public void onChange(Consumer<Key> listener) {
        this.listener = listener;
    }

    boolean leaving(String instance) {
        return asked.values().stream().map(those -> those.get(instance)).anyMatch(a -> a != null && a.now());
    }

    /// Asks whether these instances may be stopped. They are taken out of registers from then on, until they are named no more when their component is asked about again.
    ///
    /// @param component whose they are, or who leads the group they belong to
    public Drain drain(Key component, List<SeenInstance> stopping) {
        var before = asked.getOrDefault(component, Map.of());
        if (stopping.isEmpty() && before.values().stream().noneMatch(Asked::now)) {
            return Drain.DONE;
        }
        var registrations = mirror.list(Query.of(Kind.REGISTRATION).in(component.project()));
        var after = remembered(before);
        var waits = new ArrayList<String>();
        for (var instance : stopping) {
            var of = Naming.component(instance.stamp());
            var those = registrations.stream().filter(r -> RegistrationWork.component(r).equals(of)).toList();
            if (!those.isEmpty()) {
                var first = Optional.ofNullable(after.get(instance.id())).map(Asked::first).orElse(clock.instant());
                after.put(instance.id(), new Asked(first, clock.instant(), true));
                those.forEach(r -> waits.addAll(waits(r, instance, first)));
            }
        }
        if (after.isEmpty()) {
            asked.remove(component);
        } else {
            asked.put(component, Map.copyOf(after));
        }
        if (!leaving(before).equals(leaving(after))) {
            registrations.stream().map(Resource::key).forEach(listener);
        }
        return new Drain(waits, LOOK);
    }

    /// Nobody leaves for now. Since when one does counts on for a while: who is moved is asked about from two sides.
    private Map<String, Asked> remembered(Map<String, Asked> before) {
        var after = new HashMap<String, Asked>();
        before.forEach((id, a) -> {
            if (a.last().plus(REMEMBERED).isAfter(clock.instant())) {
                after.put(id, new Asked(a.first(), a.last(), false));
            }
        });
        return after;
    }

    private static Set<String> leaving(Map<String, Asked> asked) {
        return asked.entrySet().stream().filter(e -> e.getValue().now()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private List<String> waits(Resource registration, SeenInstance instance, Instant first) {
        var end = first.plus(registration.spec(RegistrationSpec.class).drain()).plus(CALLS);
        return clock.instant().isBefore(end) ? registration.status(RegistrationStatus.class).entries().stream().filter(e -> e.instance().equals(instance.id()))
            .map(e -> registration.key().shortForm() + " has " + e.key() + " still, until " + end + " at most").toList() : List.of();
    }
}
