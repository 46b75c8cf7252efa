package dev.plimsoll.loop;

/// Hears what runs do while they do it. Called from the runs' own threads, in order for each run: must be quick and must not block.
public interface RunListener {
    /// A run that is under way took a step or made progress.
    ///
    /// @param run as it is now, without outcome
    default void moved(RunRecord run) {}

    /// A run ended that took a step, failed, or came to something else than the key's run before it.
    default void ended(RunRecord run) {}
}
