package dev.plimsoll.planning.registration;

import dev.plimsoll.model.registration.RegisteredInstance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// @param written   what is ours; to be written down before the steps are taken
/// @param steps     in order; none when the register is level, or only time can bring it further
/// @param taken     keys that we want and somebody else has
/// @param waits     for people, what is waited for
/// @param lookAgain when time alone changes something
public record RegistrationPlan(List<RegisteredInstance> written, List<RegistrationStep> steps, List<String> taken, List<String> waits, Optional<Duration> lookAgain) {
    public RegistrationPlan {
        written = List.copyOf(written);
        steps = List.copyOf(steps);
        taken = List.copyOf(taken);
        waits = List.copyOf(waits);
    }
}
