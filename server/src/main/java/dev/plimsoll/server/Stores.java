package dev.plimsoll.server;

import dev.plimsoll.api.plane.BackupSource;
import dev.plimsoll.manifest.StoredJson;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.backup.Backup;
import dev.plimsoll.store.postgres.PostgresStore;
import dev.plimsoll.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// Chooses the store: PostgreSQL when a database is given, otherwise SQLite in the state folder.
record Stores(ServerOptions options, StateFolder folder, Clock clock) {
    private static final String DRIVER_FOLDER = "org.sqlite.tmpdir";
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    VersionedStore open() {
        // The driver unpacks its library, and after a kill -9 leaves it there; in the folder, the next start removes it.
        if (System.getProperty(DRIVER_FOLDER) == null) {
            System.setProperty(DRIVER_FOLDER, folder.path().toString());
        }
        return options.database().map(d -> new PostgresStore(d.url(), d.user(), d.password(), new StoredJson(), Stores::uid, new SecureRandom()).open())
            .orElseGet(() -> SqliteStore.open(folder.path(), new StoredJson(), clock, Stores::uid));
    }

    /// Who takes the server's lease. A state folder is locked: whoever opened it is the rightful successor of whoever held it before.
    Tenancy.Tenant tenant() {
        return options.database().isPresent()
            ? new Tenancy.Tenant("process " + ProcessHandle.current().pid() + " on " + host() + ", " + uid().substring(0, 8), false)
            : new Tenancy.Tenant("folder", true);
    }

    String kind() {
        return options.database().isPresent() ? "postgresql" : "sqlite";
    }

    Map<String, String> facts() {
        return options.database().map(d -> Map.of("database", d.place())).orElseGet(() -> Map.of("folder", folder.path().toString()));
    }

    static BackupSource backup(VersionedStore store) {
        return out -> Backup.write(store, new StoredJson(), Version.CURRENT, out);
    }

    private static String uid() {
        return UUID.randomUUID().toString();
    }

    private static String host() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException unknown) {
            return "an unknown machine";
        }
    }
}
