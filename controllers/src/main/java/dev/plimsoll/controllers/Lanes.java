package dev.plimsoll.controllers;

import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

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

    /// Does it for each. An engine's failure for one keeps no other from it; the first one is thrown when all are done.
    default <T> void each(List<T> all, Consumer<T> act) throws InterruptedException {
        try {
            var failures = run(all.stream().<Callable<Optional<EngineFailure>>>map(one -> () -> failure(one, act)).toList());
            failures.stream().flatMap(Optional::stream).findFirst().ifPresent(failure -> {
                throw failure;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> Optional<EngineFailure> failure(T one, Consumer<T> act) {
        try {
            act.accept(one);
            return Optional.empty();
        } catch (EngineFailure failure) {
            return Optional.of(failure);
        }
    }

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
