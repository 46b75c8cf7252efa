package dev.plimsoll.store.postgres;

import dev.plimsoll.model.Codec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.sql.SqlStore;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Opens the store of a PostgreSQL database. Its time is the server's.
///
/// @param url      JDBC, such as `jdbc:postgresql://db.internal/plimsoll?ssl=true`; without password
/// @param user     who may make tables in the database's schema
/// @param password empty when the server wants none
/// @param codec    writes and reads the texts
/// @param uids     makes an id that was never there before; the first one becomes the plane's
/// @param random   spreads retries
public record PostgresStore(String url, String user, SecretText password, Codec codec, Supplier<String> uids, RandomGenerator random) {

    /// @throws dev.plimsoll.store.StoreFailure.Unusable    when the tables are foreign or newer, or the user may not use them
    /// @throws dev.plimsoll.store.StoreFailure.Unavailable when the server does not answer
    public VersionedStore open() {
        var database = PostgresDatabase.open(this);
        try {
            PostgresLayout.prepare(database, this);
            return new SqlStore(database, codec, uids);
        } catch (RuntimeException | Error failure) {
            database.close();
            throw failure;
        }
    }

    /// What the driver wants to know.
    Properties credentials() {
        var credentials = new Properties();
        credentials.setProperty("user", user);
        if (!password.reveal().isEmpty()) {
            credentials.setProperty("password", password.reveal());
        }
        return credentials;
    }
}
