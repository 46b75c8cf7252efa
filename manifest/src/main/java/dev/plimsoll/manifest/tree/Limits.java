package dev.plimsoll.manifest.tree;

/// How much a declaration may hold. Each limit is far above what people write and far below what would hurt.
public final class Limits {
    /// Characters of all files of a declaration together.
    public static final int CHARACTERS = 8 * 1024 * 1024;
    /// Characters of one resource as we write it: what was accepted as a declaration may grow when it is escaped or sealed, and must still be readable.
    static final int WRITTEN_CHARACTERS = 8 * CHARACTERS;
    /// Values and names in one file: in memory each takes far more room than its characters.
    public static final long NODES = 500_000;
    /// Lists and maps inside each other.
    public static final int DEPTH = 64;
    /// Documents of a declaration.
    public static final int DOCUMENTS = 20_000;
    /// Nodes that aliases and merge keys stand for, in one document.
    public static final long ALIASED_NODES = 1_000_000;

    private Limits() {}

    public static String tooLarge(long characters) {
        return "the text has " + characters + " characters; a declaration may have " + CHARACTERS + " in all its files together";
    }
}
