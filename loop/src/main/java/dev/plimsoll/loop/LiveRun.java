package dev.plimsoll.loop;

import dev.plimsoll.loop.WorkQueue.Ticket;
import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A run while it is under way. Its own thread tells it things; others look at it, and interrupt it when it takes too long.
final class LiveRun implements Run {
    /// Steps kept of one run. A run that takes more says so once, and goes on.
    private static final int MOST_STEPS = 200;
    private static final int LONGEST_SENTENCE = 1_000;

    private final String id;
    private final Controller controller;
    private final Ticket ticket;
    private final InstantSource clock;
    private final Consumer<LiveRun> moved;
    private final Instant startedAt;
    private final List<String> steps = new ArrayList<>();
    private final Set<Long> written = new HashSet<>();
    private String progress = "";
    private int steppedOver;
    private long sawUpTo;
    private Thread thread;
    private String interruption = "";

    LiveRun(String id, Controller controller, Ticket ticket, InstantSource clock, Consumer<LiveRun> moved) {
        this.id = id;
        this.controller = controller;
        this.ticket = ticket;
        this.clock = clock;
        this.moved = moved;
        this.startedAt = clock.instant();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void step(String sentence) {
        synchronized (this) {
            if (steps.size() < MOST_STEPS) {
                steps.add(shortened(sentence));
            } else {
                steppedOver++;
            }
            progress = "";
        }
        interruptWhenLate();
        moved.accept(this);
    }

    @Override
    public void progress(String sentence) {
        synchronized (this) {
            progress = shortened(sentence);
        }
        interruptWhenLate();
        moved.accept(this);
    }

    @Override
    public synchronized void wrote(long revision) {
        written.add(revision);
    }

    Key key() {
        return ticket.key();
    }

    Trigger trigger() {
        return ticket.trigger();
    }

    Controller controller() {
        return controller;
    }

    /// From here on the calling thread can be interrupted.
    synchronized void enters() {
        thread = Thread.currentThread();
    }

    /// The view it reads is at least of this revision.
    synchronized void sees(long revision) {
        sawUpTo = revision;
    }

    synchronized long sawUpTo() {
        return sawUpTo;
    }

    /// From here on the calling thread is left alone.
    void leaves() {
        synchronized (this) {
            thread = null;
            progress = "";
        }
        Thread.interrupted();
    }

    /// The dispatcher's alarm watches every run by real time. On a simulated clock there is no alarm, so each step asks too.
    private void interruptWhenLate() {
        if (clock.instant().isAfter(startedAt.plus(controller.deadline()))) {
            interruptLate();
        }
    }

    void interruptLate() {
        interrupt("took longer than " + inWords(controller.deadline()));
    }

    /// Interrupts the run, if it is under way, for a reason that becomes its outcome's.
    synchronized void interrupt(String reason) {
        if (thread != null) {
            interruption = interruption.isEmpty() ? reason : interruption;
            thread.interrupt();
        }
    }

    /// Why it was interrupted; empty when it was not.
    synchronized String interruption() {
        return interruption;
    }

    synchronized String lastStep() {
        return steps.isEmpty() ? "" : steps.getLast();
    }

    synchronized Set<Long> written() {
        return Set.copyOf(written);
    }

    RunRecord record(Optional<Outcome> outcome) {
        var duration = Duration.between(startedAt, clock.instant());
        synchronized (this) {
            var told = new ArrayList<>(steps);
            if (steppedOver > 0) {
                told.add("… and " + steppedOver + " more");
            }
            return new RunRecord(id, controller.name(), ticket.key(), ticket.trigger().word(), startedAt, duration, told, progress, outcome);
        }
    }

    static String inWords(Duration duration) {
        return duration.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String shortened(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }
}
