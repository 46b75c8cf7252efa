package dev.plimsoll.api.console;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a client typed, for the program to read. Bounded: [#add] waits while the program does not read. (A `PipedInputStream` will not do: it takes the
/// pipe for broken when the thread that wrote last has ended, and here each frame may come on another thread.)
final class TypedInput extends InputStream {
    private static final int MOST = 256 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int offset;
    private int waiting;
    private boolean ended;

    /// Adds what was typed; nothing when the input has ended.
    void add(byte[] bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting > MOST && !ended) {
                changed.await();
            }
            if (!ended && bytes.length > 0) {
                chunks.add(bytes);
                waiting += bytes.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more will be typed. What was typed before still can be read.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws InterruptedIOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws InterruptedIOException {
        lock.lock();
        try {
            while (chunks.isEmpty() && !ended) {
                changed.await();
            }
            if (chunks.isEmpty()) {
                return -1;
            }
            var first = chunks.element();
            int count = Math.min(length, first.length - offset);
            System.arraycopy(first, offset, into, at, count);
            offset += count;
            waiting -= count;
            if (offset == first.length) {
                chunks.remove();
                offset = 0;
            }
            changed.signalAll();
            return count;
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("given up");
        } finally {
            lock.unlock();
        }
    }

    /// The program does not read any more: whoever waits to add is let go.
    @Override
    public void close() {
        end();
    }
}
