package dev.plimsoll.server.simulation;

import java.util.function.Supplier;

/// What a control plane lives on. When it is cut, the call under way is the last one, done or not, and nothing is heard of it.
final class Power {
    private int callsLeft = Integer.MAX_VALUE;
    private boolean done;
    private boolean off;
    private int calls;

    /// The control plane is no more.
    static final class Cut extends Error {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("the power was cut", null, false, false);
        }
    }

    /// @param calls the last one it makes, from 1
    /// @param stillDone whether that call takes effect
    void cutAt(int calls, boolean stillDone) {
        callsLeft = calls;
        done = stillDone;
    }

    /// Calls so far, those of earlier control planes included.
    int calls() {
        return calls;
    }

    void restore() {
        callsLeft = Integer.MAX_VALUE;
        off = false;
    }

    <T> T during(Supplier<T> call) {
        if (off) {
            throw new Cut();
        }
        calls++;
        if (--callsLeft > 0) {
            return call.get();
        }
        off = true;
        if (done) {
            try {
                call.get();
            } catch (RuntimeException nobodyHears) {
                // Whatever became of it, nobody is left to be told.
                throw new Cut();
            }
        }
        throw new Cut();
    }

    void during(Runnable call) {
        during(() -> {
            call.run();
            return true;
        });
    }
}
