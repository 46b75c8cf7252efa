package dev.plimsoll.controllers.probe;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Probing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries the probes of all instances, each at its own interval, and remembers what that came to.
///
/// Whom to try it learns from the controllers: each look at a component says which instances there are and where ([#judged]), and gets them back with
/// their health as the probe sees it. When a judgement changes, the component is looked at again. Nothing is written down: a new control plane
/// takes those for healthy that the status says were, and tries them at once.
public final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final Probing probing;
    private final InstantSource clock;
    private final Executor threads;
    private final ProbeMeter meter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Key, Map<String, Patient>> patients = new HashMap<>();
    /// Those not being tried at the moment; who left is dropped when the turn comes to it.
    private final PriorityQueue<Patient> waiting = new PriorityQueue<>(Comparator.comparing((Patient p) -> p.due).thenComparing(p -> p.seen.name()));
    private volatile Consumer<Key> onChange = _ -> { };
    private Optional<Thread> thread = Optional.empty();

    /// @param threads where tries are made: many at once on a server, the caller's own in simulations
    public Prober(Probing probing, InstantSource clock, Executor threads, ProbeMeter meter) {
        this.probing = probing;
        this.clock = clock;
        this.threads = threads;
        this.meter = meter;
        meter.probed(this::size);
    }

    /// Tells who looks again at a component whose instance is judged differently.
    public void onChange(Consumer<Key> listener) {
        onChange = listener;
    }

    /// Tries by itself from now on, on a thread of its own.
    public void start() {
        thread = Optional.of(Thread.ofVirtual().name("prober").start(this::run));
    }

    /// The instances of a component with their health as its probe and the engine see it together; as they are when it has none. They are tried from now on,
    /// and those that are not among them no longer.
    ///
    /// @param known what the status says of them
    public List<SeenInstance> judged(Key component, ComponentSpec spec, List<SeenInstance> seen, List<ComponentStatus.Instance> known) {
        lock.lock();
        try {
            if (spec.probe().isEmpty() || seen.isEmpty()) {
                leave(component);
                return seen;
            }
            var here = patients.computeIfAbsent(component, _ -> new LinkedHashMap<>());
            var judged = new ArrayList<SeenInstance>(seen.size());
            var tried = new HashSet<String>();
            for (var instance : seen) {
                if (instance.state() == SeenInstance.State.RUNNING) {
                    tried.add(instance.id());
                    judged.add(patient(component, here, instance, known, spec).judged());
                } else {
                    judged.add(instance);
                }
            }
            here.values().stream().filter(p -> !tried.contains(p.seen.id())).forEach(p -> p.gone = true);
            here.keySet().retainAll(tried);
            return judged;
        } finally {
            lock.unlock();
        }
    }

    /// The same for a preview: what is known of them, and nobody is tried for its sake.
    public List<SeenInstance> asKnown(Key component, List<SeenInstance> seen) {
        lock.lock();
        try {
            var here = patients.getOrDefault(component, Map.of());
            return seen.stream().map(i -> Optional.ofNullable(here.get(i.id())).filter(p -> p.restarts == i.restarts() && i.state() == SeenInstance.State.RUNNING)
                .map(Patient::judged).orElse(i)).toList();
        } finally {
            lock.unlock();
        }
    }

    /// The component is gone.
    public void forget(Key component) {
        lock.lock();
        try {
            leave(component);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Key component) {
        var left = patients.remove(component);
        if (left != null) {
            left.values().forEach(p -> p.gone = true);
        }
    }

    /// Begins all tries that are due.
    ///
    /// @return when the next one is; none when nobody is to be tried
    public Optional<Instant> turn() {
        var due = new ArrayList<Patient>();
        lock.lock();
        try {
            var now = clock.instant();
            for (var next = first(); next.filter(p -> !p.due.isAfter(now)).isPresent(); next = first()) {
                due.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        due.forEach(p -> threads.execute(() -> attempt(p)));
        return nextDue();
    }

    /// When the next try is due.
    public Optional<Instant> nextDue() {
        lock.lock();
        try {
            return first().map(p -> p.due);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Patient> first() {
        while (!waiting.isEmpty() && waiting.peek().gone) {
            waiting.remove();
        }
        return Optional.ofNullable(waiting.peek());
    }

    private void enqueue(Patient patient) {
        waiting.add(patient);
        if (waiting.peek() == patient) {
            changed.signalAll();
        }
    }

    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }

    private Patient patient(Key component, Map<String, Patient> here, SeenInstance seen, List<ComponentStatus.Instance> known, ComponentSpec spec) {
        var there = Optional.ofNullable(here.get(seen.id()));
        if (there.filter(p -> p.restarts == seen.restarts()).isPresent()) {
            there.get().update(seen, spec);
            return there.get();
        }
        // A restart begins a new life.
        there.ifPresent(p -> p.gone = true);
        var now = clock.instant();
        boolean wasReady = known.stream().anyMatch(k -> k.id().equals(seen.id()) && k.restarts() == seen.restarts() && k.readySince().isPresent());
        var patient = new Patient(component, wasReady ? Pulse.resuming(now) : Pulse.starting(now), now, seen.restarts());
        patient.update(seen, spec);
        here.put(seen.id(), patient);
        enqueue(patient);
        return patient;
    }

    private void attempt(Patient patient) {
        SeenInstance seen;
        Probe probe;
        lock.lock();
        try {
            seen = patient.seen;
            probe = patient.probe;
        } finally {
            lock.unlock();
        }
        long begun = System.nanoTime();
        Optional<Probing.Answer> answer = Optional.empty();
        try {
            answer = Optional.of(probing.attempt(seen, probe));
        } catch (EngineFailure silent) {
            // It says nothing about the instance.
            LOG.debug("cannot try {}: {}", seen.name(), silent.getMessage());
        } catch (RuntimeException ours) {
            LOG.error("trying {} failed of itself: {}", seen.name(), ours.toString());
        } finally {
            ended(patient, answer);
        }
        answer.ifPresent(a -> meter.tried(a.passed(), Duration.ofNanos(System.nanoTime() - begun)));
    }

    private void ended(Patient patient, Optional<Probing.Answer> answer) {
        boolean news = false;
        lock.lock();
        try {
            var now = clock.instant();
            var before = patient.pulse;
            answer.ifPresent(a -> patient.pulse = a.passed() ? patient.pulse.passed(patient.probe) : patient.pulse.failed(patient.probe, a.sentence(), now, patient.patience));
            patient.due = now.plus(patient.probe.interval());
            if (!patient.gone) {
                enqueue(patient);
                // Why one is not healthy yet is told once, too.
                news = before.health() != patient.pulse.health() || before.health() == SeenInstance.Health.STARTING && before.inARow() == 0 && !patient.pulse.passing();
            }
        } finally {
            lock.unlock();
        }
        if (news) {
            LOG.info("{} is {}{}", patient.seen.name(), patient.pulse.health(), patient.pulse.trouble().isEmpty() ? "" : ": " + patient.pulse.trouble());
            onChange.accept(patient.component);
        }
    }

    private void run() {
        try {
            while (true) {
                turn();
                awaitDue();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var next = nextDue();
            if (next.isEmpty()) {
                changed.await();
            } else {
                long millis = Duration.between(clock.instant(), next.get()).toMillis();
                if (millis >= 0) {
                    changed.await(millis + 1, TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private int size() {
        lock.lock();
        try {
            return patients.values().stream().mapToInt(Map::size).sum();
        } finally {
            lock.unlock();
        }
    }
}
