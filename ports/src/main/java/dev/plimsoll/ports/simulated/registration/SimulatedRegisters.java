package dev.plimsoll.ports.simulated.registration;

import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.Registers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All simulated registers of one world; an address is one register, whoever opens it.
public final class SimulatedRegisters implements Registers {
    private final Map<String, SimulatedRegister> registers = new ConcurrentHashMap<>();

    public SimulatedRegister at(String address) {
        return registers.computeIfAbsent(address, _ -> new SimulatedRegister());
    }

    @Override
    public Register open(Access access) {
        return at(access.spec().url()).seenBy(access);
    }
}
