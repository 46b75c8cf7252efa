package dev.plimsoll.server;

import java.util.Optional;

/// Which Plimsoll this is.
final class Version {
    /// From the jar's manifest; `development` when run from classes.
    static final String CURRENT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");

    private Version() {}
}
