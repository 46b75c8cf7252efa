package dev.plimsoll.controllers;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.discovery.EndpointController;
import dev.plimsoll.controllers.route.Rivals;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Those who keep the directory.
final class DiscoveryControllers {
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private DiscoveryControllers() {}

    static List<Controller> of(Surroundings around, Directory directory) {
        var users = new Users(around.mirror(), new Rivals(around.mirror()));
        var endpoints = new EndpointController(around, directory);
        return List.of(
            new Controller("component.endpoints", Kind.COMPONENT, Set.of(Kind.CLUSTER), users::components, 16, SWEEP, DEADLINE, 0, endpoints),
            new Controller("machine.endpoints", Kind.MACHINE, Set.of(), _ -> Set.of(), 2, SWEEP, DEADLINE, 0, endpoints));
    }
}
