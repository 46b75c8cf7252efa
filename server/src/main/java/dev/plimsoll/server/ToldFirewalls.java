package dev.plimsoll.server;

import dev.plimsoll.api.plane.MachineDoor.Following;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.cloud.Onboarding.Keeping;
import dev.plimsoll.store.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What machines have told of their own firewalls since this control plane began.
final class ToldFirewalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToldFirewalls.class);
    /// Machines ask again as soon as they are answered, and are answered within ten seconds.
    private static final Duration SILENT = Duration.ofSeconds(45);
    private static final int LONGEST = 300;

    private final Mirror mirror;
    private final DeclaredFirewalls declared;
    private final InstantSource clock;
    private final Instant since;
    private final Consumer<Key> changed;
    private final Map<Key, Told> told = new ConcurrentHashMap<>();

    /// @param changed told of each firewall around a machine that keeps or refuses something else than before
    ToldFirewalls(Mirror mirror, DeclaredFirewalls declared, InstantSource clock, Consumer<Key> changed) {
        this.mirror = mirror;
        this.declared = declared;
        this.clock = clock;
        this.since = clock.instant();
        this.changed = changed;
    }

    /// @param has    SHA-256 of its firewall's text
    /// @param barred SHA-256 of one it could not take; empty: none
    private record Told(String has, String barred, String words, Instant at) {
        boolean otherThan(Told before) {
            return before == null || !has.equals(before.has) || !barred.equals(before.barred);
        }
    }

    void hear(Key machine, Following following) {
        var words = following.text().lines().filter(l -> l.startsWith("barred ")).findFirst().map(l -> l.substring("barred ".length())).orElse("it does not say why").replaceAll("\\p{Cntrl}", "?");
        var now = new Told(following.firewall(), following.barred(), words.substring(0, Math.min(LONGEST, words.length())), clock.instant());
        var before = told.put(machine, now);
        if (!now.barred().isEmpty() && (before == null || !now.barred().equals(before.barred()))) {
            LOG.error("{} refuses its firewall and keeps the one before: {}", machine.shortForm(), now.words());
        }
        if (now.otherThan(before)) {
            mirror.get(machine).ifPresent(m -> m.spec(MachineSpec.class).template().firewalls().forEach(name -> changed.accept(new Key(Kind.FIREWALL, machine.project(), name))));
        }
    }

    void forget(Key machine) {
        told.remove(machine);
    }

    Keeping keeping(Resource machine) {
        var wanted = declared.of(machine);
        if (wanted.isEmpty()) {
            return new Keeping.Not("it has no firewall of its own; hostFirewall: true in the setup of its template gives it one");
        }
        var last = told.get(machine.key());
        var now = clock.instant();
        if (last == null) {
            return machine.metadata().createdAt().isBefore(since) && since.plus(SILENT).isAfter(now) ? new Keeping.Unheard() : new Keeping.Not("it has not told yet what it keeps; it tells when it is up");
        } else if (last.at().plus(SILENT).isBefore(now)) {
            return new Keeping.Not("it has not been heard since " + last.at() + ", and keeps what it had then");
        } else if (wanted.get().print().equals(last.barred())) {
            return new Keeping.Not("it refuses this and keeps the one before: " + last.words());
        }
        return wanted.get().print().equals(last.has()) ? new Keeping.Kept() : new Keeping.Not("it has not taken this yet");
    }
}
