package dev.plimsoll.controllers.announcement;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AnnouncementStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.announcement.AnnouncementPlan;
import dev.plimsoll.store.Write;
import java.util.List;

/// What the controller of announcements works with.
///
/// @param around   what every controller works with
/// @param accounts the way to each etcd
public record AnnouncementWork(Surroundings around, AnnouncementAccounts accounts) {
    /// Held by announcements until no key of theirs is left.
    static final String FINALIZER = "dev.plimsoll/announcement";

    Resource held(Resource announcement, Run run) {
        return announcement.metadata().finalizers().contains(FINALIZER) ? announcement
            : commit(new Write.Put(announcement.withMetadata(announcement.metadata().withFinalizer(FINALIZER)), Write.Expected.revision(announcement.metadata().revision())), run);
    }

    /// Everything that can be there is there.
    ///
    /// @param keys of ours
    void settled(Resource announcement, int keys, AnnouncementPlan plan, Run run) {
        var conditions = conditions(announcement);
        write(announcement, plan.taken().isEmpty() ? conditions.level(keys == 1 ? "1 key is there" : keys + " keys are there") : conditions.notLevel("Taken", plan.obstacle()), keys, plan.others(), run);
    }

    /// As far as is known, what is there is as it was.
    void notLevel(Resource announcement, String reason, String sentence, Run run) {
        var before = announcement.status(AnnouncementStatus.class);
        write(announcement, conditions(announcement).notLevel(reason, sentence), before.keys(), before.others(), run);
    }

    void remove(Resource announcement, Run run) {
        commit(new Write.Remove(announcement.key(), Write.Expected.revision(announcement.metadata().revision())), run);
        accounts.forget(announcement.key());
    }

    private Conditions conditions(Resource announcement) {
        return new Conditions(announcement.status(), around.clock().instant());
    }

    private void write(Resource announcement, Conditions conditions, int keys, int others, Run run) {
        var status = new AnnouncementStatus(announcement.metadata().generation(), conditions.list(), keys, others);
        if (!status.equals(announcement.status())) {
            commit(new Write.PutStatus(announcement.key(), status, Write.Expected.revision(announcement.metadata().revision())), run);
        }
    }

    private Resource commit(Write write, Run run) {
        var written = around.commit(List.of(write)).getFirst();
        run.wrote(written.metadata().revision());
        return written;
    }
}
