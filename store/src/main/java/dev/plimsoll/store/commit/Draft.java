package dev.plimsoll.store.commit;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.Write.Expected;
import java.util.List;

/// A write whose values have become parts, ready to be carried out on a [Ledger].
public sealed interface Draft {
    Key key();

    Expected expected();

    /// Creates the resource or replaces its metadata and spec; `untouched` is the status it has when it is created.
    record Declare(Key key, Expected expected, Part<Metadata> metadata, Part<Spec> spec, Part<Status> untouched) implements Draft {}

    /// Replaces the status.
    record Report(Key key, Expected expected, Part<Status> status) implements Draft {}

    /// Removes the resource.
    record Drop(Key key, Expected expected) implements Draft {}

    static List<Draft> all(List<Write> writes, Parts parts) {
        return writes.stream().map(write -> of(write, parts)).toList();
    }

    private static Draft of(Write write, Parts parts) {
        var key = write.key();
        return switch (write) {
            case Write.Put put -> new Declare(key, put.expected(), parts.metadata(put.resource().metadata()), parts.spec(put.resource().spec()),
                parts.status(key.kind(), Status.empty(key.kind())));
            case Write.PutStatus put -> new Report(key, put.expected(), parts.status(key.kind(), fitting(key, put.status())));
            case Write.Remove remove -> new Drop(key, remove.expected());
        };
    }

    private static Status fitting(Key key, Status status) {
        if (!key.kind().statusType().isInstance(status)) {
            throw new InvalidValue("a " + key.kind().singular() + " cannot have a " + status.getClass().getSimpleName());
        }
        return status;
    }

    /// Makes the texts now, in the caller's thread, instead of in the one that commits for everybody.
    default void write() {
        switch (this) {
            case Declare declare -> {
                declare.metadata().text();
                declare.spec().text();
                declare.untouched().text();
            }
            case Report report -> report.status().text();
            case Drop _ -> { }
        }
    }
}
