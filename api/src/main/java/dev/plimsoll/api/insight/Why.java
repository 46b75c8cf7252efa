package dev.plimsoll.api.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why something is as it is.
///
/// @param chain       from what was asked about to the part that is in the way
/// @param lastFailure of that part, when an instance of it failed
/// @param lastRuns    of that part, newest first
/// @param next        what a person can do
record Why(String key, State state, boolean level, Instant since, String sentence, List<Link> chain, Optional<Failure> lastFailure, List<RunText> lastRuns,
           List<String> next) {

    /// @param waitsFor key of the next link; absent at the end
    record Link(String key, String reason, String sentence, Instant since, Optional<String> waitsFor) {}

    /// @param key      of the component
    /// @param instance engine's name of the instance, as far as it is still there
    /// @param logTail  last lines it wrote
    /// @param inARow   failures without a ready time between them
    record Failure(String key, int slot, Optional<String> instance, Instant at, Optional<Integer> exitCode, String reason, String sentence,
                   List<String> logTail, int inARow) {}
}
