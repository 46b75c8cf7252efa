package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a look at one component came to.
///
/// @param steps     to do now; lanes may be done at the same time
/// @param verdict   how it stands
/// @param ready     instances of the wanted definition that count
/// @param instances for the status
/// @param rollout   for the status: the update under way or failed
/// @param failures  seen for the first time in this look
public record ComponentPlan(List<Step> steps, Verdict verdict, int ready, List<ComponentStatus.Instance> instances,
                            Optional<ComponentStatus.Rollout> rollout, List<Failing> failures) {
    public ComponentPlan {
        steps = List.copyOf(steps);
        instances = List.copyOf(instances);
        failures = List.copyOf(failures);
    }

    /// How a component stands.
    public sealed interface Verdict {
        /// The wanted instances are there and have been well for the stability window, and nothing else is.
        record Level() implements Verdict {}

        /// On its way.
        ///
        /// @param lookAgain when time alone may change the answer; none: only a nudge will
        /// @param reason    stable word: Starting, Updating, Crashing, CrashLooping, Replacing, Unhealthy, Removing
        /// @param sentence  for people
        record Going(Optional<Duration> lookAgain, String reason, String sentence) implements Verdict {}

        /// It will not become as declared by itself.
        ///
        /// @param lookAgain when time alone may still change something, such as the pause before a broken instance is replaced
        /// @param reason    stable word: UpdateFailed, RunFailed
        /// @param sentence  for people
        record Stuck(Optional<Duration> lookAgain, String reason, String sentence) implements Verdict {}
    }

    /// An instance that failed.
    ///
    /// @param reason   stable word: Exited, OutOfMemory, Unhealthy, CannotStart, Stopped
    /// @param sentence for people
    /// @param fresh    it had not been stable before: back-off grows
    public record Failing(SeenInstance seen, String reason, String sentence, boolean fresh) {}
}
