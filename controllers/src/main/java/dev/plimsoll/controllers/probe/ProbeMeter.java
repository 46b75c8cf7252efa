package dev.plimsoll.controllers.probe;

import java.time.Duration;
import java.util.function.IntSupplier;

/// Is told what the prober does.
public interface ProbeMeter {
    ProbeMeter NONE = new ProbeMeter() {
        @Override
        public void probed(IntSupplier instances) {}

        @Override
        public void tried(boolean passed, Duration took) {}
    };

    /// How many instances are tried again and again; asked when somebody wants to know.
    void probed(IntSupplier instances);

    /// A try ended.
    void tried(boolean passed, Duration took);
}
