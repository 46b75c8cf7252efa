package dev.plimsoll.model;

/// A value that can never be right. The message names the value and the rule; readers of files add file, line and path.
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong and what would be right
    public InvalidValue(String sentence) {
        super(sentence);
    }
}
