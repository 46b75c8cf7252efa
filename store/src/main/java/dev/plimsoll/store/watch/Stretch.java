package dev.plimsoll.store.watch;

import dev.plimsoll.store.commit.Recorded;
import java.util.List;

/// A run of changes.
///
/// @param recorded by revision
/// @param upTo     the revision up to which nothing more is to be told
/// @param asOf     the revision as of which they were read: states left out here have newer ones up to there
public record Stretch(List<Recorded> recorded, long upTo, long asOf) {

    /// From tables in which each resource shows only its newest state.
    ///
    /// @param more whether there are further changes after the last one of these
    public static Stretch ofNewest(List<Recorded> recorded, boolean more, long asOf) {
        return new Stretch(recorded, more ? recorded.getLast().revision() : asOf, asOf);
    }

}
