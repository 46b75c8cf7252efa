package dev.plimsoll.controllers.registration;

import java.time.Duration;

/// A registration has asked its register often enough for now. Nothing was asked.
final class BudgetSpent extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Duration pause;

    BudgetSpent(String sentence, Duration pause) {
        super(sentence, null, false, false);
        this.pause = pause;
    }

    /// When to come again.
    Duration pause() {
        return pause;
    }
}
