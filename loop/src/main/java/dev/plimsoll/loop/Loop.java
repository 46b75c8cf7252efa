package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.VersionedStore.Change;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps everything level: listens to the mirror, marks keys dirty, has them reconciled, and looks again when their outcome says so.
///
/// Use it either with [#start] and [#stop] or, in simulations, through [#stepper]; once.
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    /// After interrupting, how long a stop waits for those who do not listen.
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final Mirror mirror;
    private final LoopSettings settings;
    private final RunHistory history;
    private final List<ControllerLoop> loops;
    private final List<Dispatcher> dispatchers;
    private final ScheduledThreadPoolExecutor alarms;
    private final Heard heard;
    private AutoCloseable subscription = () -> {};
    private State state = State.NEW;

    private enum State { NEW, RUNNING, STEPPED, STOPPED }

    /// @param controllers every one of them; started, stopped and shown as one list
    public Loop(Mirror mirror, List<Controller> controllers, LoopSettings settings, LoopMeter meter) {
        this.mirror = mirror;
        this.heard = new Heard(mirror);
        this.settings = settings;
        this.history = new RunHistory(settings);
        var shared = new ControllerLoop.Shared(mirror, settings, history, meter);
        this.loops = controllers.stream().map(c -> new ControllerLoop(c, shared)).toList();
        this.alarms = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("run-deadlines").factory());
        this.alarms.setRemoveOnCancelPolicy(true);
        this.dispatchers = loops.stream().map(l -> new Dispatcher(l, alarms)).toList();
    }

    /// Begins: every key is looked at once.
    public synchronized void start() {
        begin(State.RUNNING);
        dispatchers.forEach(Dispatcher::start);
    }

    /// For simulations: begins, and leaves it to the caller to run one key after the other.
    public synchronized Stepper stepper() {
        begin(State.STEPPED);
        return new Stepper(loops, settings, heard);
    }

    /// Ends: nothing new is begun, runs under way get the settings' patience to end by themselves and are interrupted then.
    ///
    /// @return whether all ended; one that does not listen to interruption goes on until it ends
    public synchronized boolean stop() throws InterruptedException {
        var before = state;
        state = State.STOPPED;
        boolean quiet = true;
        if (before == State.RUNNING) {
            for (var dispatcher : dispatchers) {
                dispatcher.stop();
            }
            quiet = awaitQuiet(settings.patience());
            if (!quiet) {
                history.running().forEach(r -> r.interrupt("the control plane stopped"));
                quiet = awaitQuiet(AFTER_INTERRUPT);
            }
        }
        alarms.shutdownNow();
        try {
            subscription.close();
        } catch (Exception broken) {
            LOG.error("cannot unsubscribe from the mirror", broken);
        }
        return quiet;
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something may have happened to this key outside: look.
    public void nudge(Key key) {
        loops.stream().filter(l -> l.controller().kind() == key.kind()).forEach(l -> l.queue().mark(key, Trigger.NUDGE));
    }

    /// Somebody wants this key tried now, also when its last try has just failed.
    public void ask(Key key) {
        loops.stream().filter(l -> l.controller().kind() == key.kind()).forEach(l -> l.queue().mark(key, Trigger.ASKED));
    }

    /// Something may have happened to any key of this kind outside: look at all.
    public void nudgeAll(Kind kind) {
        loops.stream().filter(l -> l.controller().kind() == kind).forEach(l -> l.markAll(Trigger.NUDGE));
    }

    /// What was done about a key lately, newest first; a run under way comes first and has no outcome yet.
    public List<RunRecord> records(Key key) {
        return history.of(key);
    }

    /// All runs under way, oldest first.
    public List<RunRecord> live() {
        return history.live();
    }

    /// Tells `listener` what runs do from now on, until closed.
    public AutoCloseable subscribe(RunListener listener) {
        return history.subscribe(listener);
    }

    private void begin(State next) {
        if (state != State.NEW) {
            throw new IllegalStateException("a loop begins once");
        }
        state = next;
        subscription = mirror.subscribe(this::changed);
        heard.upTo(mirror.revision());
        loops.forEach(l -> l.markAll(Trigger.STARTED));
    }

    private void changed(Change change) {
        loops.forEach(l -> l.changed(change));
        heard.upTo(change.revision());
    }

    private boolean awaitQuiet(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean quiet = true;
        for (var dispatcher : dispatchers) {
            quiet &= dispatcher.awaitQuiet(Duration.ofNanos(end - System.nanoTime()));
        }
        return quiet;
    }
}
