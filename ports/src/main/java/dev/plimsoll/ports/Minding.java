package dev.plimsoll.ports;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;

/// A look into an engine of many machines from all sides, and the means against what goes wrong there without its noticing. Calls may throw [EngineFailure].
public interface Minding {
    /// Asks managers and machines, at about one time. A machine that does not answer soon is told of as silent, and is no failure.
    CheckUp look(String plane);

    /// Applies a remedy. Answers when the engine has taken the wish. What it is about is gone: success. `Rejected` with code `NotSupported` when it is none for this node or service.
    void apply(Remedy remedy);
}
