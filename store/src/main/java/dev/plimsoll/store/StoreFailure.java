package dev.plimsoll.store;

import dev.plimsoll.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A call to the store that did not succeed. Nothing of the call was done, except where a case says otherwise.
public abstract sealed class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// A precondition does not hold: somebody else was faster. Look again.
    public static final class Conflict extends StoreFailure {
        private static final long serialVersionUID = 1L;
        private final transient Key key;

        public Conflict(Key key, String sentence) {
            super(sentence, null);
            this.key = key;
        }

        /// The resource whose precondition does not hold.
        public Key key() {
            return key;
        }
    }

    /// The caller's lease was taken over: stop acting.
    public static final class StaleEpoch extends StoreFailure {
        private static final long serialVersionUID = 1L;

        public StaleEpoch(String sentence) {
            super(sentence, null);
        }
    }

    /// What was asked for was compacted away: list again.
    public static final class TooOld extends StoreFailure {
        private static final long serialVersionUID = 1L;

        public TooOld(String sentence) {
            super(sentence, null);
        }
    }

    /// The disk is full (or the database refuses to grow). Nothing was written; writes succeed again when there is room.
    public static final class Full extends StoreFailure {
        private static final long serialVersionUID = 1L;
        /// Less than so many bytes free: what cannot be written has no room.
        private static final long NO_ROOM = 1 << 20;

        public Full(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        /// Why a folder could not be written to, when it was for want of room. The failure itself does not always say so.
        ///
        /// @param what is kept in the folder
        public static Optional<Full> in(Path folder, String what, Exception failure) {
            return freeBytes(folder) >= NO_ROOM ? Optional.empty()
                : Optional.of(new Full("no room for " + what + " in " + folder + ": make room there; nothing was written, and writes succeed again then", failure));
        }

        private static long freeBytes(Path folder) {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException unknown) {
                return Long.MAX_VALUE;
            }
        }
    }

    /// Another control plane holds this state, or it is damaged, or made by a newer version: refuse to start. The sentence says which and what to do.
    public static final class Unusable extends StoreFailure {
        private static final long serialVersionUID = 1L;

        public Unusable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /// The database does not answer. A commit may have been done: look again.
    public static final class Unavailable extends StoreFailure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
