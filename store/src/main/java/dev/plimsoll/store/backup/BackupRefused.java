package dev.plimsoll.store.backup;

/// A file that is no backup, or not a whole one, or made by a newer version. Nothing was touched.
public final class BackupRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong with it
    public BackupRefused(String sentence) {
        super(sentence);
    }

    BackupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
