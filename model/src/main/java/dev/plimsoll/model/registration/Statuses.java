package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.util.List;

/// Statuses of answers (RFC 9110, section 15).
final class Statuses {
    private Statuses() {}

    static List<Integer> require(List<Integer> statuses) {
        statuses.stream().filter(s -> s < 200 || s > 599).findFirst().ifPresent(s -> {
            throw new InvalidValue(s + " is no status of an answer: 200 to 599");
        });
        return statuses;
    }
}
