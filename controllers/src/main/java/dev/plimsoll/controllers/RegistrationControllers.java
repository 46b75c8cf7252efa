package dev.plimsoll.controllers;

import dev.plimsoll.controllers.registration.RegistrationController;
import dev.plimsoll.controllers.registration.RegistrationWork;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The controllers of registrations.
final class RegistrationControllers {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    /// APIs tell nobody what changed; a sweep costs one listing of each register.
    private static final Duration SWEEP = Duration.ofMinutes(2);

    private final Mirror mirror;

    private RegistrationControllers(Mirror mirror) {
        this.mirror = mirror;
    }

    static List<Controller> of(RegistrationWork work) {
        return List.of(new Controller("registration", Kind.REGISTRATION, Set.of(Kind.COMPONENT, Kind.SECRET), new RegistrationControllers(work.around().mirror())::registrations, 8, SWEEP, DEADLINE, 0,
            new RegistrationController(work)));
    }

    private Set<Key> registrations(Resource changed) {
        return mirror.list(Query.of(Kind.REGISTRATION).in(changed.metadata().project())).stream()
            .filter(r -> changed.kind() == Kind.COMPONENT ? RegistrationWork.component(r).equals(changed.key()) : MachineReferences.of(r.metadata().project(), r.spec()).contains(changed.key()))
            .map(Resource::key).collect(Collectors.toSet());
    }
}
