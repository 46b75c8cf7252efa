package dev.plimsoll.model;

import java.time.Duration;
import java.util.List;

/// How to tell that an instance is well.
///
/// @param test     command: first word CMD (arguments follow), CMD-SHELL (one line for the image's shell) or NONE (switch the image's off)
/// @param interval time between two checks
/// @param timeout  time after which a check counts as failed
/// @param retries  failures in a row that make an instance unhealthy
/// @param startPeriod time after the start in which failures do not count
/// @param startInterval time between two checks in the start period
public record HealthCheck(
    @Doc("CMD and words, CMD-SHELL and a line, or NONE.") List<String> test,
    @Doc(value = "Between two checks; 30s.", otherwise = "30s") Duration interval,
    @Doc(value = "Until a check counts as failed; 30s.", otherwise = "30s") Duration timeout,
    @Doc(value = "Failures in a row that count; 3.", otherwise = "3") int retries,
    @Doc(value = "Time to start in which failures do not count; 0s.", otherwise = "0s") Duration startPeriod,
    @Doc(value = "Between two checks while starting; 5s.", otherwise = "5s") Duration startInterval) {
    public HealthCheck {
        test = Values.list(test);
        interval = Values.or(interval, Duration.ofSeconds(30));
        timeout = Values.or(timeout, Duration.ofSeconds(30));
        retries = retries == 0 ? 3 : retries;
        startPeriod = Values.or(startPeriod, Duration.ZERO);
        startInterval = Values.or(startInterval, Duration.ofSeconds(5));
        if (test.isEmpty() || !List.of("CMD", "CMD-SHELL", "NONE").contains(test.getFirst())) {
            throw new InvalidValue("a health check's test must start with CMD, CMD-SHELL or NONE");
        }
    }

    /// Whether the image's own check is switched off.
    public boolean off() {
        return test.getFirst().equals("NONE");
    }
}
