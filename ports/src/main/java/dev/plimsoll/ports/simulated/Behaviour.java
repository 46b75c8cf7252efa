package dev.plimsoll.ports.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How an instance's process behaves.
///
/// @param missing      the program that is not in the image; none when it can start
/// @param runsFor      until it ends by itself; none: until it is stopped
/// @param exitCode     of its own end
/// @param outOfMemory  its own end is the kernel's, for want of memory
/// @param hasCheck     the image has a health check of its own
/// @param healthyAfter time from its start until its check passes; none: when the check is first made
/// @param ill          its check never passes
/// @param stopTakes    time between being asked to stop and stopping
/// @param says         lines it writes when it starts
/// @param lastWords    lines it writes to standard error before its own end
record Behaviour(Optional<String> missing, Optional<Duration> runsFor, int exitCode, boolean outOfMemory, boolean hasCheck,
                 Optional<Duration> healthyAfter, boolean ill, Duration stopTakes, List<String> says, List<String> lastWords) {
    /// Runs until it is stopped, stops at once.
    static final Behaviour STEADY = new Behaviour(Optional.empty(), Optional.empty(), 0, false, false, Optional.empty(), false, Duration.ZERO,
        List.of("ready"), List.of());

    Behaviour without(String program) {
        return new Behaviour(Optional.of(program), runsFor, exitCode, outOfMemory, hasCheck, healthyAfter, ill, stopTakes, says, lastWords);
    }

    Behaviour ending(Duration after, int code) {
        return new Behaviour(missing, Optional.of(after), code, outOfMemory, hasCheck, healthyAfter, ill, stopTakes, says, lastWords);
    }

    Behaviour killedForMemory() {
        return new Behaviour(missing, runsFor, 137, true, hasCheck, healthyAfter, ill, stopTakes, says, lastWords);
    }

    Behaviour checked() {
        return new Behaviour(missing, runsFor, exitCode, outOfMemory, true, healthyAfter, ill, stopTakes, says, lastWords);
    }

    Behaviour healthyAfter(Duration time) {
        return new Behaviour(missing, runsFor, exitCode, outOfMemory, hasCheck, Optional.of(time), ill, stopTakes, says, lastWords);
    }

    Behaviour fallingIll() {
        return new Behaviour(missing, runsFor, exitCode, outOfMemory, hasCheck, healthyAfter, true, stopTakes, says, lastWords);
    }

    Behaviour stoppingAfter(Duration time) {
        return new Behaviour(missing, runsFor, exitCode, outOfMemory, hasCheck, healthyAfter, ill, time, says, lastWords);
    }

    Behaviour saying(List<String> first, List<String> last) {
        return new Behaviour(missing, runsFor, exitCode, outOfMemory, hasCheck, healthyAfter, ill, stopTakes, first, last);
    }
}
