package dev.plimsoll.loop;

import java.util.function.IntSupplier;

/// Where the loop's figures go. Called from the loop's threads: must be quick and must not throw.
public interface LoopMeter {
    /// Measures nothing.
    LoopMeter NONE = new LoopMeter() {
        @Override
        public void controller(String name, IntSupplier waiting, IntSupplier running) {}

        @Override
        public void ended(RunRecord run) {}
    };

    /// Tells of each controller once, when the loop is made.
    ///
    /// @param waiting how many of its keys wait for their turn or for a timer; may be asked at any time
    /// @param running how many are being reconciled
    void controller(String name, IntSupplier waiting, IntSupplier running);

    /// A run ended; its trigger, duration and outcome are in the record.
    void ended(RunRecord run);
}
