package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.ServiceEngineContract;

/// The simulated engine keeps the promises of engines with services when it is told to be one.
class SimulatedServicesContractTest extends ServiceEngineContract {
    @Override
    protected EngineSubject open() {
        return new SimulatedSubject(new SimulatedWorld(SimulatedSettings.stepped(1).withServices()));
    }
}
