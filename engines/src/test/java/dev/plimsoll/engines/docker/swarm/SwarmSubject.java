package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Capabilities;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.Hands;
import dev.plimsoll.ports.PartRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A swarm of one machine under the suite for engines with services.
final class SwarmSubject implements EngineSubject {
    private final Lab lab;
    private final Wire direct;
    private final Engine engine;
    private final List<String> foreign = new ArrayList<>();

    SwarmSubject(Lab lab) {
        this.lab = lab;
        this.direct = lab.machine(1).wire();
        this.engine = new SwarmEngine(java.util.List.of(lab.machine(1).engine()), _ -> Optional.of(lab.machine(1).engine()), Logins.NONE, Clock.systemUTC());
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.ALL;
    }

    @Override
    public String image() {
        return lab.busybox();
    }

    @Override
    public String imageTag() {
        return BusyboxImage.TAG;
    }

    @Override
    public void passTime() {
        Lab.pause();
    }

    /// A swarm waits before it restarts, watches what it started, and reports late.
    @Override
    public Duration patience() {
        return Duration.ofSeconds(80);
    }

    @Override
    public void close() {
        foreign.forEach(name -> direct.call(Call.delete("clean up", Route.to("/services/{}", name))));
        engine.close();
    }

    @Override
    public Hands hands() {
        return new Hands() {
            @Override
            public void foreignService(String name) {
                foreign.add(name);
                var task = Map.of("ContainerSpec", Map.of("Image", image(), "Args", List.of("sleep", "3600")));
                direct.ask(Call.post("make " + name, Route.to("/services/create")).json(Map.of("Name", name, "TaskTemplate", task)));
            }

            @Override
            public boolean exists(PartRef.Type type, String name) {
                var route = switch (type) {
                    case INSTANCE -> Route.to("/containers/{}/json", name);
                    case SERVICE -> Route.to("/services/{}", name);
                    case NETWORK -> Route.to("/networks/{}", name);
                    case VOLUME -> Route.to("/volumes/{}", name);
                };
                return direct.find(Call.get("inspect " + name, route)).isPresent();
            }

            @Override
            public void kill(String instance) {
                var task = direct.ask(Call.get("inspect " + instance, Route.to("/tasks/{}", instance))).json();
                direct.ask(Call.post("kill " + instance, Route.to("/containers/{}/kill", task.path("Status").path("ContainerStatus").path("ContainerID").asText())));
            }

            @Override
            public void foreignContainer(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void foreignNetwork(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void foreignVolume(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void removeVolume(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void halfMade(Part.Instance part) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void stop(String instance) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void pause(String instance) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void fallIll(String instance) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void recover(String instance) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void rename(String instance, String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void delete(String instance) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int freePort() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void cutConnections() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
