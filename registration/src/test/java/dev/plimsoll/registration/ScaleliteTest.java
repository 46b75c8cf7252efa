package dev.plimsoll.registration;

import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterContract;
import dev.plimsoll.ports.registration.RegisterSubject;
import dev.plimsoll.ports.registration.Registers;
import dev.plimsoll.registration.ScaleliteServer.Mood;
import java.io.IOException;

class ScaleliteTest extends RegisterContract {
    @Override
    protected RegisterSubject subject() throws IOException {
        return new Scalelite(new ScaleliteServer("balancers-own"));
    }

    private record Scalelite(ScaleliteServer server) implements RegisterSubject {
        @Override
        public String address() {
            return server.address();
        }

        @Override
        public Register open(Registers.Access access) {
            return HttpRegister.open(access);
        }

        @Override
        public void put(String key) {
            server.add(key, "by-hand");
        }

        @Override
        public void load(String key, int people) {
            server.poll(key, people);
        }

        @Override
        public void loseNextAnswer() {
            server.moods.add(Mood.ERROR_AFTER);
        }

        @Override
        public void silenceNext() {
            server.moods.add(Mood.CUT_BEFORE);
            // The client asks once more by itself, where asking twice is harmless.
            server.moods.add(Mood.CUT_BEFORE);
        }

        @Override
        public void throttleNext() {
            server.moods.add(Mood.THROTTLE);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
