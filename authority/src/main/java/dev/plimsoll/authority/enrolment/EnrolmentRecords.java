package dev.plimsoll.authority.enrolment;

import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where enrolments are kept: one sealed secret a machine, in the control plane's own project.
///
/// @param fence under which they are written
record EnrolmentRecords(VersionedStore store, Vault vault, Supplier<Optional<Fence>> fence) {
    /// Short and the same every time; begins every credential of the machine, so that its record is found.
    static String id(Key machine) {
        return MachineName.digest(machine.toString());
    }

    Optional<Enrolled> find(String id) {
        return stored(id).map(this::opened);
    }

    /// Writes what `changed` makes of what is there, again when somebody else was faster.
    ///
    /// @return as it is now
    Enrolled change(String id, Function<Optional<Enrolled>, Enrolled> changed) {
        while (true) {
            var before = stored(id);
            var wanted = changed.apply(before.map(this::opened));
            if (before.map(this::opened).filter(wanted::equals).isPresent()) {
                return wanted;
            }
            var metadata = before.map(Resource::metadata).orElseGet(() -> Metadata.named(KeptAuthority.PROJECT, key(id).name()));
            var expected = before.map(there -> Write.Expected.revision(there.metadata().revision())).orElse(Write.Expected.ABSENT);
            try {
                store.commit(List.of(new Write.Put(Resource.declared(metadata, wanted.sealed(vault)), expected)), fence.get());
                return wanted;
            } catch (StoreFailure.Conflict somebodyWasFaster) {
                // What they wrote may change what is to be written: look again.
            }
        }
    }

    void remove(String id) {
        if (stored(id).isPresent()) {
            store.commit(List.of(new Write.Remove(key(id), Write.Expected.ANYTHING)), fence.get());
        }
    }

    private Optional<Resource> stored(String id) {
        return store.get(key(id));
    }

    private Enrolled opened(Resource record) {
        return Enrolled.open(record.spec(SecretSpec.class), vault);
    }

    private static Key key(String id) {
        return new Key(Kind.SECRET, KeptAuthority.PROJECT, "enrolment-" + id);
    }
}
