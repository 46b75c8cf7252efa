package dev.plimsoll.ports;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;

/// Tries probes on instances, from outside.
@FunctionalInterface
public interface Probing {
    /// Tries once, and blocks no longer than the probe's time-out (and a moment). Interrupting the thread ends it, as a try that failed.
    ///
    /// @throws EngineFailure when the engine itself did not answer, which says nothing about the instance
    Answer attempt(SeenInstance instance, Probe probe);

    /// @param passed   whether the instance answered as it should
    /// @param sentence what it answered instead, with what was asked: `GET /healthz on port 8080 was answered 503`; empty when it passed
    record Answer(boolean passed, String sentence) {
        public static final Answer PASSED = new Answer(true, "");

        public static Answer failed(String sentence) {
            return new Answer(false, sentence);
        }
    }
}
