package dev.plimsoll.engines.docker.wire;

import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Deadlines and giving up. Each call runs on a virtual thread of its own while the caller waits: interrupting a virtual
/// thread closes the socket it reads from, whatever kind of socket and caller. The transport's own timeouts do not work on
/// Unix sockets.
final class Patience {
    /// How long an interrupted call gets to end, so that it does not write to the caller's streams after the caller has gone on.
    private static final Duration WINDING_UP = Duration.ofSeconds(1);

    private Patience() {}

    /// Answers what the call answers or throws what it throws; [EngineFailure.Unreachable] when the time is over or the caller
    /// is interrupted (who then still is).
    static <T> T within(Duration limit, String doing, Callable<T> call) {
        var task = new FutureTask<>(call);
        var worker = Thread.ofVirtual().name("docker: " + doing).start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLong) {
            giveUp(task, worker);
            throw new EngineFailure.Unreachable("cannot " + doing + ": the engine did not answer within " + limit.toSeconds() + " s", tooLong);
        } catch (InterruptedException wanted) {
            giveUp(task, worker);
            Thread.currentThread().interrupt();
            throw new EngineFailure.Unreachable("gave up waiting to " + doing, wanted);
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        }
    }

    private static void giveUp(FutureTask<?> task, Thread worker) {
        task.cancel(true);
        boolean interrupted = Thread.interrupted();
        try {
            worker.join(WINDING_UP);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
