package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressContract;
import dev.plimsoll.ports.ingress.IngressSubject;
import java.util.Map;

class SimulatedIngressTest extends IngressContract {
    @Override
    protected IngressSubject subject() {
        return new Subject(new SimulatedIngress());
    }

    private record Subject(SimulatedIngress simulated) implements IngressSubject {
        @Override
        public Ingress ingress() {
            return simulated;
        }

        @Override
        public EntryPoint entryPoint(String name) {
            return new EntryPoint(name, "", name.equals("web") ? 80 : 81);
        }

        @Override
        public Server server(String name) {
            return new Server(name, "10.0.0.1", 80, false);
        }

        @Override
        public Answer ask(EntryPoint entryPoint, String host, String path, Map<String, String> headers) {
            var answer = simulated.ask(new SimulatedRequest(entryPoint.name(), host, path, headers));
            return new Answer(answer.status(), answer.server());
        }

        @Override
        public AutoCloseable take(EntryPoint entryPoint) {
            simulated.taken(entryPoint.port());
            return () -> { };
        }

        @Override
        public void close() {}
    }
}
