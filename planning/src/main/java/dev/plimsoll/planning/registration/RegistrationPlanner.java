package dev.plimsoll.planning.registration;

import dev.plimsoll.model.registration.RegisterApi;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.model.registration.RegisteredInstance;
import dev.plimsoll.model.registration.RegisteredInstance.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// From what a register holds and which instances there are to the steps between. For each key at most one step of each look; what a step did is seen in the next list.
public final class RegistrationPlanner {
    /// How often an entry that drains is looked at.
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Situation is;
    private final Map<String, List<RegisterEntry>> there;
    private final Map<String, RegisteredInstance> before;
    private final List<RegisteredInstance> written = new ArrayList<>();
    private final List<RegistrationStep> steps = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private Optional<Duration> lookAgain = Optional.empty();

    /// @param rules     how the register is kept
    /// @param instances that are there now
    /// @param there     every entry, anybody's
    /// @param written   what was written down
    public record Situation(Rules rules, List<Registrant> instances, List<RegisterEntry> there, List<RegisteredInstance> written, Instant now) {
        public Situation {
            instances = List.copyOf(instances);
            there = List.copyOf(there);
            written = List.copyOf(written);
        }
    }

    /// @param api    its calls
    /// @param mark   of entries that are ours, where the API has room for it
    /// @param drain  how long an entry may drain
    /// @param settle how long a call whose answer was lost may still come to something
    public record Rules(RegisterApi api, String mark, Duration drain, Duration settle) {
        boolean marked() {
            return api.list().mark().isPresent();
        }

        boolean marks(RegisterEntry entry) {
            return marked() && entry.mark().equals(mark);
        }
    }

    private RegistrationPlanner(Situation is) {
        this.is = is;
        this.there = is.there().stream().sorted(Comparator.comparing(RegisterEntry::id)).collect(Collectors.groupingBy(RegisterEntry::key));
        this.before = is.written().stream().collect(Collectors.toMap(RegisteredInstance::key, r -> r, (first, _) -> first, TreeMap::new));
    }

    public static RegistrationPlan plan(Situation is) {
        var planner = new RegistrationPlanner(is);
        var keys = new TreeSet<>(planner.before.keySet());
        is.instances().forEach(i -> keys.add(i.key()));
        is.there().stream().filter(is.rules()::marks).forEach(e -> keys.add(e.key()));
        keys.forEach(planner::key);
        return new RegistrationPlan(planner.written, planner.steps, planner.taken, planner.waits, planner.lookAgain);
    }

    private void key(String key) {
        var ours = Optional.ofNullable(before.get(key)).or(() -> adopted(key));
        var all = there.getOrDefault(key, List.of());
        var entries = is.rules().marked() ? all.stream().filter(is.rules()::marks).toList() : all;
        var wanted = wanted(key, ours);
        if (wanted.isPresent() && (ours.isEmpty() || is.rules().marked() && entries.isEmpty()) && !all.isEmpty()) {
            taken.add(key);
        } else if (wanted.isPresent()) {
            bring(wanted.get(), ours, entries);
        } else {
            ours.ifPresent(record -> takeAway(record, entries));
        }
    }

    /// What bears our mark was made in an earlier life, and the note of it was lost.
    private Optional<RegisteredInstance> adopted(String key) {
        var marked = there.getOrDefault(key, List.of()).stream().filter(is.rules()::marks).toList();
        return marked.stream().findFirst().map(first -> new RegisteredInstance(key, "", Optional.of(first.id()), State.ADDED, is.now(), marked.size()));
    }

    /// Of several with the same key, the one that the entry stands for already; else one that is ready.
    private Optional<Registrant> wanted(String key, Optional<RegisteredInstance> ours) {
        return is.instances().stream().filter(i -> i.key().equals(key) && !i.leaving())
            .min(Comparator.comparing((Registrant i) -> ours.filter(o -> o.instance().equals(i.instance())).isEmpty()).thenComparing(i -> !i.ready()).thenComparing(Registrant::instance));
    }

    private void bring(Registrant wanted, Optional<RegisteredInstance> ours, List<RegisterEntry> entries) {
        if (ours.isEmpty()) {
            add(new RegisteredInstance(wanted.key(), wanted.instance(), Optional.empty(), State.ADDING, is.now(), 1), wanted);
        } else if (entries.isEmpty()) {
            if (mayStillCome(ours.get())) {
                written.add(ours.get());
                waits.add(wanted.key() + " was added, and is not listed yet");
            } else {
                add(ours.get().asked(wanted.instance(), is.now()), wanted);
            }
        } else {
            var entry = kept(ours.get(), entries);
            var record = ours.get().seen(entry.id(), wanted.instance());
            if (is.rules().api().list().enabled(entry)) {
                written.add(record.as(State.ENABLED, is.now()));
            } else {
                written.add(record.as(State.ADDED, is.now()));
                enable(wanted, entry);
            }
        }
    }

    private void add(RegisteredInstance record, Registrant wanted) {
        written.add(record);
        steps.add(new RegistrationStep.Add(wanted));
    }

    private void enable(Registrant wanted, RegisterEntry entry) {
        if (!wanted.ready()) {
            waits.add(wanted.key() + " is enabled when " + wanted.name() + " is ready");
        } else if (is.rules().api().enable().isPresent()) {
            steps.add(new RegistrationStep.Enable(entry));
        } else {
            waits.add(wanted.key() + " is '" + word(entry.state()) + "', and there is no call to enable it");
        }
    }

    private void takeAway(RegisteredInstance ours, List<RegisterEntry> entries) {
        if (entries.isEmpty()) {
            if (mayStillCome(ours)) {
                written.add(ours);
                waits.add(ours.key() + " was added, and may still be listed");
            }
            return;
        }
        var entry = kept(ours, entries);
        var record = ours.seen(entry.id(), ours.instance());
        boolean present = is.instances().stream().anyMatch(i -> i.instance().equals(ours.instance()) || i.key().equals(ours.key()));
        if (!present || is.rules().api().drain().isEmpty()) {
            remove(record, entry);
        } else {
            drain(record, entry);
        }
    }

    private void drain(RegisteredInstance ours, RegisterEntry entry) {
        boolean begun = ours.state() == State.DRAINING || ours.state() == State.REMOVING;
        var since = begun ? ours.since() : is.now();
        var end = since.plus(is.rules().drain());
        var list = is.rules().api().list();
        if (!is.now().isBefore(end) || !list.enabled(entry) && list.idle(entry)) {
            remove(ours, entry);
            return;
        }
        written.add(new RegisteredInstance(ours.key(), ours.instance(), ours.id(), State.DRAINING, since, ours.adds()));
        waits.add("something is under way at " + ours.key() + (entry.load().isEmpty() ? "" : " (load " + word(entry.load()) + ")") + ", and may end until " + end);
        look(Duration.between(is.now(), end));
        if (list.enabled(entry)) {
            steps.add(new RegistrationStep.Drain(entry));
        }
    }

    private void remove(RegisteredInstance ours, RegisterEntry entry) {
        written.add(ours.as(State.REMOVING, ours.state() == State.DRAINING ? ours.since() : is.now()));
        steps.add(new RegistrationStep.Remove(entry));
    }

    /// The one entry that is to stay. Of the others, as many go as lost answers may have made.
    private RegisterEntry kept(RegisteredInstance ours, List<RegisterEntry> entries) {
        var kept = entries.stream().filter(e -> ours.id().equals(Optional.of(e.id()))).findFirst().orElse(entries.getFirst());
        entries.stream().filter(e -> !e.equals(kept)).limit(Math.max(0, ours.adds() - 1)).forEach(e -> steps.add(new RegistrationStep.Remove(e)));
        return kept;
    }

    private boolean mayStillCome(RegisteredInstance ours) {
        var end = ours.since().plus(is.rules().settle());
        if (ours.state() != State.ADDING || !is.now().isBefore(end)) {
            return false;
        }
        look(Duration.between(is.now(), end));
        return true;
    }

    private void look(Duration atLatest) {
        var soon = atLatest.compareTo(LOOK) < 0 ? atLatest : LOOK;
        lookAgain = lookAgain.filter(known -> known.compareTo(soon) < 0).or(() -> Optional.of(soon));
    }

    /// Foreign text for a sentence.
    private static String word(String text) {
        var tame = text.replaceAll("\\p{Cntrl}", "?");
        return tame.length() <= 40 ? tame : tame.substring(0, 40) + "…";
    }
}
