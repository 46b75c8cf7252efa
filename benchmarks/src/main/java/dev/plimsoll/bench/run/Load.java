package dev.plimsoll.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What several writers achieved who each wrote as fast as they were answered.
///
/// @param perSecond  answered writes a second, of all writers
/// @param median     time one write took, milliseconds
/// @param percent99  99 in 100 writes took at most this, milliseconds
public record Load(double perSecond, double median, double percent99) {

    /// One write; returns when it is durable.
    @FunctionalInterface
    public interface Writing {
        /// @param writer  number of the writer, from 0
        /// @param counter number of the write, from 0
        void write(int writer, int counter) throws Exception;
    }

    /// Lets `writers` write at the same time for `time`, after a warm-up of a fifth of it.
    public static Load run(int writers, Duration time, Writing writing) {
        long warm = System.nanoTime() + time.toNanos() / 5;
        long end = warm + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pending = new ArrayList<Future<long[]>>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                pending.add(threads.submit(() -> write(number, warm, end, writing)));
            }
            var all = new ArrayList<long[]>();
            for (var one : pending) {
                all.add(one.get());
            }
            return of(all, time);
        } catch (ExecutionException failed) {
            throw new Command.Failed("a write failed: " + failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Command.Failed("interrupted");
        }
    }

    private static long[] write(int writer, long warm, long end, Writing writing) throws Exception {
        var took = new long[1024];
        int kept = 0;
        int counter = 0;
        for (long now = System.nanoTime(); now < end;) {
            writing.write(writer, counter++);
            long after = System.nanoTime();
            if (now >= warm) {
                took = kept == took.length ? Arrays.copyOf(took, kept * 2) : took;
                took[kept++] = after - now;
            }
            now = after;
        }
        return Arrays.copyOf(took, kept);
    }

    private static Load of(List<long[]> all, Duration time) {
        var sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (sorted.length == 0) {
            throw new Command.Failed("no write was answered within " + time.toSeconds() + " s");
        }
        return new Load(sorted.length / (time.toMillis() / 1e3), sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }
}
