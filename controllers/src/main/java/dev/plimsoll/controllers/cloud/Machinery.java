package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.loop.Run;
import dev.plimsoll.ports.cloud.Onboarding;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What controllers of machines and of what machines need work with.
///
/// @param around     what every controller works with
/// @param accounts   the regions' clouds
/// @param onboarding looks after the first boots of machines
/// @param operations new ids for operations; never one twice
public record Machinery(Surroundings around, CloudAccounts accounts, Onboarding onboarding, Supplier<String> operations) {
    /// Held by a resource until nothing of it is left in a cloud.
    public static final String FINALIZER = "dev.plimsoll/cloud";

    public Instant now() {
        return around.clock().instant();
    }

    public Optional<Resource> get(Key key) {
        return around.mirror().get(key);
    }

    public static Key region(Resource of, String name) {
        return new Key(Kind.REGION, of.metadata().project(), name);
    }

    /// With the finalizer, committed when it was not there.
    public Resource held(Resource resource, Run run) {
        if (resource.metadata().finalizers().contains(FINALIZER)) {
            return resource;
        }
        var held = around.commit(List.of(new Write.Put(resource.withMetadata(resource.metadata().withFinalizer(FINALIZER)),
            Write.Expected.revision(resource.metadata().revision())))).getFirst();
        run.wrote(held.metadata().revision());
        return held;
    }

    /// Commits a status on top of exactly this state of the resource: whatever changed meanwhile, a conflict gives the key another turn.
    ///
    /// @return the resource as it is now
    public Resource write(Resource resource, Status status, Run run) {
        if (status.equals(resource.status())) {
            return resource;
        }
        var written = around.commit(List.of(new Write.PutStatus(resource.key(), status, Write.Expected.revision(resource.metadata().revision())))).getFirst();
        run.wrote(written.metadata().revision());
        return written;
    }

    /// Takes a resource out of the store whose outside is gone.
    public void remove(Resource resource, Run run) {
        around.commit(List.of(new Write.Remove(resource.key(), Write.Expected.revision(resource.metadata().revision())))).forEach(w -> run.wrote(w.metadata().revision()));
    }
}
