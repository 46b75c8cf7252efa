package dev.plimsoll.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Room in the write-ahead log, taken before it is needed. A commit that makes the file longer also has to wait for the file system's own journal,
/// which takes several times as long as writing the pages; etcd and PostgreSQL take their room beforehand for the same reason.
///
/// SQLite reads the log up to the first frame whose salts and checksum fit (sqlite.org/fileformat2.html#walformat), so zeros behind the newest frame
/// say nothing. Nobody may write to the database meanwhile.
final class LogReserve {
    private static final int CHUNK = 1 << 20;

    private LogReserve() {}

    /// Fills the log up to `bytes`. Where there is no room for that the log stays as it was, and commits find out themselves.
    static void take(Path log, long bytes) {
        if (!Files.exists(log)) {
            return;
        }
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            long before = file.size();
            try {
                var zeros = ByteBuffer.allocate(CHUNK);
                for (long at = before; at < bytes; ) {
                    zeros.clear().limit((int) Math.min(CHUNK, bytes - at));
                    at += file.write(zeros, at);
                }
            } catch (IOException noRoom) {
                file.truncate(before);
            }
        } catch (IOException unwilling) {
            // The log works as it is, only slower.
        }
    }
}
