package dev.plimsoll.planning.registration;

import dev.plimsoll.model.registration.RegisterEntry;

/// One call that changes a register. All can be made twice without harm, but for Add, which is written down before.
public sealed interface RegistrationStep {
    record Add(Registrant registrant) implements RegistrationStep {}

    record Enable(RegisterEntry entry) implements RegistrationStep {}

    record Drain(RegisterEntry entry) implements RegistrationStep {}

    record Remove(RegisterEntry entry) implements RegistrationStep {}

    default String sentence() {
        return switch (this) {
            case Add(var registrant) -> "add " + registrant.key() + " for " + registrant.name();
            case Enable(var entry) -> "enable " + entry.key();
            case Drain(var entry) -> "drain " + entry.key();
            case Remove(var entry) -> "remove " + entry.key();
        };
    }
}
