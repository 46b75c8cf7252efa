package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.EngineContract;
import dev.plimsoll.ports.EngineSubject;

/// The simulated engine keeps every engine's promises while its time stands still between calls.
class SteppedWorldContractTest extends EngineContract {
    @Override
    protected EngineSubject open() {
        return new SimulatedSubject(SimulatedWorld.stepped(1));
    }
}
