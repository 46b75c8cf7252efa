package dev.plimsoll.loop;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a controller's dirty keys to virtual threads, as many at once as the controller allows. Sleeps while nothing is due.
final class Dispatcher {
    /// A run that swallowed its interruption is interrupted again after this time.
    private static final Duration INSIST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final ControllerLoop loop;
    private final Semaphore workers;
    private final ScheduledExecutorService alarms;
    private final Thread thread;

    Dispatcher(ControllerLoop loop, ScheduledExecutorService alarms) {
        this.loop = loop;
        this.workers = new Semaphore(loop.controller().workers());
        this.alarms = alarms;
        this.thread = Thread.ofVirtual().name("dispatch-" + loop.controller().name()).unstarted(this::dispatch);
    }

    void start() {
        thread.start();
    }

    /// Gives out nothing more. Runs go on.
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /// Waits until no run is under way.
    ///
    /// @return whether that came about in time
    boolean awaitQuiet(Duration patience) throws InterruptedException {
        int all = loop.controller().workers();
        boolean quiet = workers.tryAcquire(all, Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
        if (quiet) {
            workers.release(all);
        }
        return quiet;
    }

    private void dispatch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                workers.acquire();
                boolean given = false;
                try {
                    given = giveOne();
                } catch (RuntimeException broken) {
                    LOG.error("{} cannot give out its next key; trying again in {} s", loop.controller().name(), INSIST.toSeconds(), broken);
                    Thread.sleep(INSIST);
                } finally {
                    if (!given) {
                        workers.release();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean giveOne() throws InterruptedException {
        var nextSweep = loop.sweep();
        var ticket = loop.queue().take();
        if (ticket.isEmpty()) {
            loop.queue().await(nextSweep);
            return false;
        }
        var run = loop.begin(ticket.get());
        Thread.ofVirtual().name("run-" + run.id()).start(() -> carryOut(run));
        return true;
    }

    private void carryOut(LiveRun run) {
        long deadline = loop.controller().deadline().toMillis();
        var alarm = alarms.scheduleAtFixedRate(run::interruptLate, deadline, INSIST.toMillis(), TimeUnit.MILLISECONDS);
        try {
            loop.carryOut(run);
        } finally {
            alarm.cancel(false);
            workers.release();
        }
    }
}
