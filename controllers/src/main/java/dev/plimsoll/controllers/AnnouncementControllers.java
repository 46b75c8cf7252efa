package dev.plimsoll.controllers;

import dev.plimsoll.controllers.announcement.AnnouncementController;
import dev.plimsoll.controllers.announcement.AnnouncementWork;
import dev.plimsoll.controllers.discovery.Directory;
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

/// The controller of announcements. It hears of instances by nudges ([Nudges#endpoints]).
final class AnnouncementControllers {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private AnnouncementControllers() {}

    static List<Controller> of(AnnouncementWork work, Directory directory) {
        var mirror = work.around().mirror();
        return List.of(new Controller("announcement", Kind.ANNOUNCEMENT, Set.of(Kind.SECRET), secret -> users(mirror, secret), 4, AnnouncementController.SWEEP, DEADLINE, 4, new AnnouncementController(work, directory)));
    }

    private static Set<Key> users(Mirror mirror, Resource secret) {
        return mirror.list(Query.of(Kind.ANNOUNCEMENT).in(secret.metadata().project())).stream().filter(a -> MachineReferences.of(a.metadata().project(), a.spec()).contains(secret.key()))
            .map(Resource::key).collect(Collectors.toSet());
    }
}
