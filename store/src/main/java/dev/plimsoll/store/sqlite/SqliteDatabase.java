package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.sql.Database;
import dev.plimsoll.store.sql.Dialect;
import dev.plimsoll.store.sql.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.sqlite.SQLiteConfig;

/// One connection that writes, and a few that read, each on a platform thread of its own.
final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final int PAGE_BYTES = 4096;
    /// Pages in the log after which it is copied into the database. Rarer than usual: commits wait for each copying.
    private static final int CHECKPOINT_PAGES = 4000;
    /// Bytes of a page in the log, with its frame header.
    private static final int FRAME_BYTES = PAGE_BYTES + 24;

    private final SqliteFiles files;
    private final FolderLock lock;
    private final Dialect dialect;
    private final Statements writer;
    private final List<Statements> readers = new ArrayList<>();
    private final ThreadLocal<Statements> reader = new ThreadLocal<>();
    private final ExecutorService reading = Executors.newFixedThreadPool(READERS, Thread.ofPlatform().daemon().name("store-read-", 0).factory());

    private SqliteDatabase(SqliteFiles files, FolderLock lock, SqliteStore settings) throws SQLException {
        this.files = files;
        this.lock = lock;
        this.dialect = new SqliteDialect(settings.clock());
        var config = SqliteFiles.config();
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(CHECKPOINT_PAGES));
        if (settings.sizeLimit() > 0) {
            config.setMaxPageCount((int) Math.min(Integer.MAX_VALUE, settings.sizeLimit() / PAGE_BYTES));
        }
        this.writer = new Statements(files.connect(config));
        if (settings.sizeLimit() == 0) {
            // Reading makes SQLite open its log, and bring it in order after a crash.
            writer.first("SELECT only_one FROM plane", row -> row.getInt(1));
            LogReserve.take(files.log(), (long) CHECKPOINT_PAGES * FRAME_BYTES);
        }
    }

    /// Owns the lock from now on.
    static Database open(SqliteFiles files, FolderLock lock, SqliteStore settings) {
        try {
            return new SqliteDatabase(files, lock, settings);
        } catch (SQLException failure) {
            throw SqliteFailures.of(failure, files);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T read(Work<T> work) {
        try {
            return reading.submit(() -> inTransaction(reader(), "BEGIN", work)).get();
        } catch (RejectedExecutionException _) {
            throw new Unavailable("the store was closed", null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while reading", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure : new Unavailable("reading failed: " + failed.getCause(), failed);
        }
    }

    private Statements reader() throws SQLException {
        var mine = reader.get();
        if (mine == null) {
            mine = new Statements(files.connect(SqliteFiles.config()));
            reader.set(mine);
            synchronized (readers) {
                readers.add(mine);
            }
        }
        return mine;
    }

    @Override
    public <T> T write(Work<T> work) {
        return inTransaction(writer, "BEGIN IMMEDIATE", work);
    }

    private <T> T inTransaction(Statements statements, String begin, Work<T> work) {
        var done = false;
        try {
            statements.update(begin);
            var result = work.on(statements);
            statements.update("COMMIT");
            done = true;
            return result;
        } catch (SQLException failure) {
            throw SqliteFailures.of(failure, files);
        } finally {
            if (!done) {
                rollBack(statements);
            }
        }
    }

    /// SQLite has rolled back by itself after some failures, and then has nothing to roll back.
    private static void rollBack(Statements statements) {
        statements.discard();
        try {
            statements.update("ROLLBACK");
        } catch (SQLException _) {
            // The failure that led here is on its way to the caller.
        }
    }

    @Override
    public void follow(Runnable look) {
        // The lock keeps all others away.
    }

    /// Ends what is being read, copies the log into the database, and gives the folder back.
    @Override
    public void close() {
        try (lock) {
            reading.close();
            for (var each : readers) {
                each.close();
            }
            writer.close();
        } catch (SQLException failure) {
            throw SqliteFailures.of(failure, files);
        }
    }
}
