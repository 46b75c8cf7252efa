package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.EngineContract;
import dev.plimsoll.ports.EngineSubject;
import java.time.InstantSource;

/// The simulated engine keeps every engine's promises while its time goes by itself.
class LiveWorldContractTest extends EngineContract {
    @Override
    protected EngineSubject open() {
        return new SimulatedSubject(new SimulatedWorld(SimulatedSettings.live(1, InstantSource.system())));
    }
}
