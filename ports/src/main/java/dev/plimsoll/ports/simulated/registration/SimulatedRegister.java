package dev.plimsoll.ports.simulated.registration;

import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.ports.registration.Registers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One register that behaves like Scalelite's: entries are added disabled, may be added twice, and are idle when they are cordoned and nobody is there. Tests look at it, write to it by hand,
/// and make it fail.
public final class SimulatedRegister {
    private final Map<String, RegisterEntry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> load = new LinkedHashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Deque<RegisterEntry> late = new ArrayDeque<>();
    private int made;

    /// What happens to a call. SILENT: nothing is done, and nobody answers. LOST: it is done, and nobody answers. LATE: nobody answers, and an entry is added two lists later. THROTTLED: refused for a second.
    public enum Trouble { SILENT, LOST, LATE, THROTTLED }

    SimulatedRegister() {}

    /// The next calls meet these troubles, one each.
    public synchronized void meet(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    public synchronized void calm() {
        troubles.clear();
    }

    /// By hand, as somebody else would.
    public synchronized RegisterEntry put(String key, String state) {
        var entry = new RegisterEntry("entry-" + ++made, key, state, "", "");
        entries.put(entry.id(), entry);
        return entry;
    }

    /// By hand.
    public synchronized void take(String id) {
        entries.remove(id);
    }

    /// So many are there.
    public synchronized void load(String key, int people) {
        load.put(key, people);
    }

    /// Everything in it, for looking at.
    public synchronized Collection<RegisterEntry> entries() {
        return entries.values().stream().map(this::told).toList();
    }

    Register seenBy(Registers.Access access) {
        return new Door(access);
    }

    private RegisterEntry told(RegisterEntry entry) {
        int people = load.getOrDefault(entry.key(), 0);
        return new RegisterEntry(entry.id(), entry.key(), entry.state().equals("cordoned") && people == 0 ? "disabled" : entry.state(), Integer.toString(people), entry.mark());
    }

    private synchronized List<RegisterEntry> list() {
        var trouble = trouble();
        if (late.size() > 0) {
            Optional.of(late.pop()).filter(e -> !e.id().isEmpty()).ifPresent(e -> entries.put(e.id(), e));
        }
        if (trouble.isPresent() && trouble.get() != Trouble.LATE) {
            throw failure(trouble.get());
        }
        return entries.values().stream().map(this::told).toList();
    }

    private synchronized void change(Runnable doing) {
        var trouble = trouble();
        if (trouble.isEmpty() || trouble.get() == Trouble.LOST) {
            doing.run();
        }
        trouble.ifPresent(t -> {
            throw failure(t);
        });
    }

    private synchronized void add(RegisterEntry entry) {
        if (troubles.peek() == Trouble.LATE) {
            late.add(new RegisterEntry("", "", "", "", ""));
            late.add(entry);
        }
        change(() -> entries.put(entry.id(), entry));
    }

    private void state(RegisterEntry entry, String state) {
        change(() -> {
            if (entries.computeIfPresent(entry.id(), (id, is) -> new RegisterEntry(id, is.key(), state, "", is.mark())) == null) {
                throw new RegisterFailure.Rejected("Refused", "the simulated register does not know " + entry.id(), null);
            }
        });
    }

    private Optional<Trouble> trouble() {
        return Optional.ofNullable(troubles.poll());
    }

    private static RegisterFailure failure(Trouble trouble) {
        return trouble == Trouble.THROTTLED ? new RegisterFailure.Throttled("the simulated register wants to be left alone", Optional.of(Duration.ofSeconds(1)))
            : new RegisterFailure.Unreachable("the simulated register does not answer", null);
    }

    /// As one registration sees it.
    private final class Door implements Register {
        private final Registers.Access access;

        Door(Registers.Access access) {
            this.access = access;
        }

        @Override
        public List<RegisterEntry> list() {
            return SimulatedRegister.this.list();
        }

        @Override
        public void add(Map<String, String> places) {
            var api = access.spec().calls();
            synchronized (SimulatedRegister.this) {
                SimulatedRegister.this.add(new RegisterEntry("entry-" + ++made, places.get("key"), api.enable().isPresent() ? "disabled" : "enabled", "", api.list().mark().isPresent() ? access.mark() : ""));
            }
        }

        @Override
        public void enable(RegisterEntry entry) {
            state(entry, "enabled");
        }

        @Override
        public void drain(RegisterEntry entry) {
            state(entry, "cordoned");
        }

        @Override
        public void remove(RegisterEntry entry) {
            change(() -> entries.remove(entry.id()));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
