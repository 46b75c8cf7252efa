package dev.plimsoll.ports.simulated.registration;

import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterContract;
import dev.plimsoll.ports.registration.RegisterSubject;
import dev.plimsoll.ports.registration.Registers;

class SimulatedRegistersTest extends RegisterContract {
    @Override
    protected RegisterSubject subject() {
        return new Simulated(new SimulatedRegisters());
    }

    private record Simulated(SimulatedRegisters registers) implements RegisterSubject {
        @Override
        public String address() {
            return "https://lb.example.org";
        }

        @Override
        public Register open(Registers.Access access) {
            return registers.open(access);
        }

        private SimulatedRegister register() {
            return registers.at(address());
        }

        @Override
        public void put(String key) {
            register().put(key, "enabled");
        }

        @Override
        public void load(String key, int people) {
            register().load(key, people);
        }

        @Override
        public void loseNextAnswer() {
            register().meet(SimulatedRegister.Trouble.LOST);
        }

        @Override
        public void silenceNext() {
            register().meet(SimulatedRegister.Trouble.SILENT);
        }

        @Override
        public void throttleNext() {
            register().meet(SimulatedRegister.Trouble.THROTTLED);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
