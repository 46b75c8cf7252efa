package dev.plimsoll.controllers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// How pieces of work that do not depend on each other are run: at the same time on an engine, one after the other in the simulated world,
/// whose order must follow from its seed alone.
public interface Lanes {
    /// One after the other.
    Lanes IN_TURN = new Lanes() {
        @Override
        public <T> List<T> run(List<Callable<T>> work) throws Exception {
            var results = new ArrayList<T>();
            for (var each : work) {
                results.add(each.call());
            }
            return results;
        }
    };

    /// Answers the results in order. The first exception ends it, when all have ended.
    <T> List<T> run(List<Callable<T>> work) throws Exception;

    /// On virtual threads, at most so many at once for all callers together, so that no engine is swamped.
    static Lanes atOnce(int most) {
        var permits = new Semaphore(most);
        return new Lanes() {
            @Override
            public <T> List<T> run(List<Callable<T>> work) throws Exception {
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    var futures = new ArrayList<Future<T>>();
                    for (var each : work) {
                        futures.add(threads.submit(() -> {
                            permits.acquire();
                            try {
                                return each.call();
                            } finally {
                                permits.release();
                            }
                        }));
                    }
                    return results(futures);
                }
            }
        };
    }

    private static <T> List<T> results(List<Future<T>> futures) throws Exception {
        var results = new ArrayList<T>();
        try {
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (InterruptedException givenUp) {
            futures.forEach(f -> f.cancel(true));
            throw givenUp;
        }
    }
}
