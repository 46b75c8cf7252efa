package dev.plimsoll.api.console;

import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.InstanceConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One program in an instance. Binary frames whose first byte is the channel: from the client 0 input, 3 input ended, 4 `{columns, rows}`; to the client 1
/// output, 2 error output, 5 `{exitCode}` or `{problem}`. Another frame is taken only when the one before was handed over, so a program that does
/// not read its input slows the client instead of filling memory.
public final class ExecSocket implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ExecSocket.class);
    private static final int FRAME = 32 << 10;

    private final InstanceConsole console;
    private final InstanceConsole.Place instance;
    private final InstanceConsole.Program program;
    private final TypedInput input = new TypedInput();
    private final ReentrantLock lock = new ReentrantLock();
    private final TerminalSize size = new TerminalSize();
    private volatile Optional<Session> session = Optional.empty();
    private volatile Optional<Thread> running = Optional.empty();

    ExecSocket(InstanceConsole console, InstanceConsole.Place instance, InstanceConsole.Program program) {
        this.console = console;
        this.instance = instance;
        this.program = program;
    }

    private enum Channel { INPUT, OUTPUT, ERROR, INPUT_ENDED, SIZE, RESULT }

    private record Result(Optional<Integer> exitCode, Optional<String> problem) {}

    @Override
    public void onWebSocketOpen(Session opened) {
        session = Optional.of(opened);
        running = Optional.of(Thread.ofVirtual().name("exec").start(() -> run(opened)));
        opened.demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer frame, Callback callback) {
        try {
            take(frame);
            callback.succeed();
            session.ifPresent(Session::demand);
        } catch (IOException noJson) {
            callback.fail(noJson);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            callback.fail(ended);
        }
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        end();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("exec ended", cause);
        end();
    }

    private void end() {
        input.end();
        running.ifPresent(Thread::interrupt);
    }

    private void take(ByteBuffer frame) throws IOException, InterruptedException {
        if (!frame.hasRemaining()) {
            return;
        }
        int channel = frame.get();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        if (channel == Channel.INPUT.ordinal()) {
            input.add(bytes);
        } else if (channel == Channel.INPUT_ENDED.ordinal()) {
            input.end();
        } else if (channel == Channel.SIZE.ordinal()) {
            var told = Wire.tree(bytes);
            size.told(told.path("columns").asInt(), told.path("rows").asInt());
        }
    }

    private void run(Session opened) {
        Result result;
        try {
            var streams = new InstanceConsole.Streams(input, new Frames(opened, Channel.OUTPUT), new Frames(opened, Channel.ERROR), size);
            result = new Result(Optional.of(console.exec(instance, program, streams)), Optional.empty());
        } catch (EngineTrouble trouble) {
            result = new Result(Optional.empty(), Optional.of(trouble.getMessage()));
        } catch (InterruptedException clientGone) {
            return;
        } catch (RuntimeException unforeseen) {
            LOG.error("exec failed", unforeseen);
            result = new Result(Optional.empty(), Optional.of("an unforeseen failure; the control plane's log has it"));
        }
        input.end();
        try {
            new Frames(opened, Channel.RESULT).write(Wire.bytes(result));
            opened.close(1000, "done", Callback.NOOP);
        } catch (IOException clientGone) {
            LOG.debug("the client went away", clientGone);
        }
    }

    /// Bytes to one channel, in frames.
    private final class Frames extends OutputStream {
        private final Session session;
        private final Channel channel;

        Frames(Session session, Channel channel) {
            this.session = session;
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = 0; at < length; at += FRAME) {
                int part = Math.min(FRAME, length - at);
                var frame = ByteBuffer.allocate(part + 1).put((byte) channel.ordinal()).put(bytes, offset + at, part).flip();
                var sent = new Callback.Completable();
                // One frame at a time: output and error output come from different threads.
                lock.lock();
                try {
                    session.sendBinary(frame, sent);
                    sent.get();
                } catch (ExecutionException gone) {
                    throw new IOException("the client went away", gone.getCause());
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    throw new IOException("ended", ended);
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
