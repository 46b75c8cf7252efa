package dev.plimsoll.manifest.tree;

/// Where something stands.
///
/// @param file   path in the bundle; empty for a text without one
/// @param line   from 1; 0 when unknown
/// @param column from 1; 0 when unknown
public record Mark(String file, int line, int column) {
    public static final Mark NOWHERE = new Mark("", 0, 0);

    /// The file as a whole.
    public static Mark of(String file) {
        return new Mark(file, 0, 0);
    }
}
