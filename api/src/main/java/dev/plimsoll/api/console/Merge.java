package dev.plimsoll.api.console;

import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.InstanceConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lines of many instances in one stream. Without follow they are merged by time, as each instance's own lines are in order; with follow they come as
/// they are written, and instances that take the place of others join in. One thread reads each instance; a slow client slows the readers, nobody else.
final class Merge implements AutoCloseable {
    private static final int WAITING_LINES = 1_000;
    private static final int INSTANCES_AT_MOST = 500;

    private final Instances instances;
    private final InstanceConsole console;
    private final Instances.Wanted wanted;
    private final InstanceConsole.LogRange range;
    private final List<Thread> readers = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Merge(Instances instances, InstanceConsole console, Instances.Wanted wanted, InstanceConsole.LogRange range) {
        this.instances = instances;
        this.console = console;
        this.wanted = wanted;
        this.range = range;
    }

    void writeTo(OutputStream out, Duration keepAlive) throws Exception {
        if (range.follow()) {
            follow(out, keepAlive);
        } else {
            inOrder(out);
        }
        out.flush();
    }

    /// Ends the readers.
    @Override
    public void close() {
        readers.forEach(Thread::interrupt);
    }

    private sealed interface Item {
        record Line(LogLine line) implements Item {}

        record End() implements Item {}
    }

    private void inOrder(OutputStream out) throws Exception {
        var queues = new ArrayList<BlockingQueue<Item>>();
        instances.find(wanted).stream().limit(INSTANCES_AT_MOST).forEach(found -> {
            var queue = new ArrayBlockingQueue<Item>(WAITING_LINES);
            queues.add(queue);
            read(found, range, queue);
        });
        record Head(LogLine line, BlockingQueue<Item> rest) {}
        var heads = new PriorityQueue<Head>(Comparator.comparing(h -> h.line().at()));
        for (var queue : queues) {
            if (queue.take() instanceof Item.Line(LogLine line)) {
                heads.add(new Head(line, queue));
            }
        }
        while (!heads.isEmpty()) {
            var head = heads.poll();
            write(out, head.line());
            if (head.rest().take() instanceof Item.Line(LogLine line)) {
                heads.add(new Head(line, head.rest()));
            }
        }
    }

    private void follow(OutputStream out, Duration keepAlive) throws Exception {
        var queue = new ArrayBlockingQueue<Item>(WAITING_LINES);
        var changed = new Semaphore(0);
        try (var _ = instances.mirror().subscribe(change -> {
            if (wanted.concerns(change.resource())) {
                changed.release();
            }
        })) {
            join(queue, range);
            while (!(instances.mirror().get(wanted.owner()).isEmpty() && queue.isEmpty())) {
                if (changed.drainPermits() > 0) {
                    // Who joins later is new: everything it wrote belongs to what is being followed.
                    join(queue, new InstanceConsole.LogRange(true, range.since(), 0));
                }
                var item = queue.isEmpty() ? flushed(out, queue, keepAlive, changed) : queue.poll();
                if (item instanceof Item.Line(LogLine line)) {
                    write(out, line);
                }
            }
        }
    }

    /// Waits for the next item, not longer than it takes to notice new instances.
    private static Item flushed(OutputStream out, BlockingQueue<Item> queue, Duration keepAlive, Semaphore changed) throws IOException, InterruptedException {
        out.flush();
        long until = System.nanoTime() + keepAlive.toNanos();
        while (System.nanoTime() < until && changed.availablePermits() == 0) {
            var item = queue.poll(Math.min(250, keepAlive.toMillis()), TimeUnit.MILLISECONDS);
            if (item != null) {
                return item;
            }
        }
        if (changed.availablePermits() == 0) {
            out.write('\n');
            out.flush();
        }
        return new Item.End();
    }

    private void join(BlockingQueue<Item> queue, InstanceConsole.LogRange from) {
        instances.find(wanted).stream().filter(f -> known.size() < INSTANCES_AT_MOST && known.add(f.instance().id())).forEach(f -> read(f, from, queue));
    }

    private void read(Instances.Found found, InstanceConsole.LogRange from, BlockingQueue<Item> into) {
        readers.add(Thread.ofVirtual().name("logs-" + found.instance().name()).start(() -> {
            try {
                copy(found, from, into);
                into.put(new Item.End());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void copy(Instances.Found found, InstanceConsole.LogRange from, BlockingQueue<Item> into) throws InterruptedException {
        var instance = found.instance();
        try {
            console.logs(found.place(), from, (at, error, text) -> put(into, new LogLine(at, found.component(), instance.slot(), instance.name(), error, text)));
        } catch (EngineTrouble trouble) {
            // One instance that is gone must not end the stream of the others; the reader sees why it is silent.
            if (trouble.type() != EngineTrouble.Type.ABSENT) {
                into.put(new Item.Line(new LogLine(Instant.EPOCH, found.component(), instance.slot(), instance.name(), true, "(no logs: " + trouble.getMessage() + ")")));
            }
        } catch (Interrupted _) {
            throw new InterruptedException();
        }
    }

    private static void put(BlockingQueue<Item> into, LogLine line) {
        try {
            into.put(new Item.Line(line));
        } catch (InterruptedException ended) {
            throw new Interrupted();
        }
    }

    private static void write(OutputStream out, LogLine line) throws IOException {
        out.write((Wire.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Carries an interruption through a sink, which declares none.
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
