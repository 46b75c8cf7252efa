package dev.plimsoll.model.swarm;

import java.util.Optional;

/// Managers agree by majority of all of them, those that are down included: a swarm without a majority changes nothing any more, and a lost one comes back only by
/// force. So what would leave no majority is not done (moby#34384, moby#26491).
///
/// @param managers  all of them
/// @param reachable those that answer the others
public record Quorum(int managers, int reachable) {

    /// How many must answer.
    public int majority() {
        return managers / 2 + 1;
    }

    public boolean kept() {
        return reachable >= majority();
    }

    /// How many more may fail.
    public int spare() {
        return Math.max(0, reachable - majority());
    }

    /// Why a manager may not be demoted or removed; none when it may.
    ///
    /// @param answers whether that manager is among the reachable ones
    public Optional<String> againstLosing(boolean answers) {
        if (managers <= 1) {
            return Optional.of("it is the only manager; make another machine a manager first");
        }
        var then = new Quorum(managers - 1, reachable - (answers ? 1 : 0));
        // The change itself needs a majority of those there are now.
        return !kept() ? Optional.of(reachable + " of " + managers + " managers answer, and " + majority() + " must agree to any change; bring one back, or recover the cluster from one manager")
            : !then.kept() ? Optional.of(then.reachable + " of " + then.managers + " managers would answer, and " + then.majority() + " must; bring one back or make another machine a manager first")
            : Optional.empty();
    }

    /// What an even number of managers, or one that can spare none, comes to; none when it is as it should be.
    public Optional<String> advice() {
        return managers == 1 ? Optional.of("one manager: when its machine fails, nothing is rescheduled; three bear the loss of one")
            : managers % 2 == 0 ? Optional.of(managers + " managers bear no more losses than " + (managers - 1) + "; make it an odd number")
            : Optional.empty();
    }
}
