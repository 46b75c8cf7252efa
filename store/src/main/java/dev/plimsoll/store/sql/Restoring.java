package dev.plimsoll.store.sql;

import dev.plimsoll.model.Resource;
import dev.plimsoll.store.backup.Backup;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Entry.Birth;
import dev.plimsoll.store.commit.Parts;
import java.sql.SQLException;
import java.util.Comparator;

/// Fills empty tables from a backup, inside the caller's transaction.
public final class Restoring {
    /// More revisions than any control plane gives out between a backup and its restore. A client that saw one of those must not meet it again
    /// with another meaning: its watch is too old, its expected revision conflicts.
    private static final long LEAP = 1_000_000_000L;

    private Restoring() {}

    public static void into(Statements statements, Parts parts, Backup backup) throws SQLException {
        var first = backup.header().revision() + LEAP;
        statements.update("UPDATE plane SET id = ?, revision = ?, compacted = ?", backup.header().plane(), first, first);
        var born = 0L;
        for (var resource : backup.resources().stream().sorted(Comparator.comparingLong(r -> r.metadata().revision())).toList()) {
            Saving.insert(statements, entry(resource, parts, ++born));
        }
    }

    /// Any number serves as revision of birth that no other resource has; new ones get theirs above the leap.
    private static Entry entry(Resource resource, Parts parts, long born) {
        var metadata = resource.metadata();
        return new Entry(resource.key(), new Birth(metadata.uid(), born, metadata.createdAt()), metadata.generation(), metadata.revision(),
            parts.metadata(metadata), parts.spec(resource.spec()), parts.status(resource.kind(), resource.status()));
    }
}
