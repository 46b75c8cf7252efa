package dev.plimsoll.model;

import java.util.List;

/// What became of a route.
///
/// @param rivals    other routes that claim what this one claims
/// @param addresses where clients reach it
public record RouteStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Other routes that claim the same; those of other projects are counted, not named.") List<String> rivals,
    @Doc("Where clients reach it; none while it is not served.") List<String> addresses) implements Status {
    /// Every target is there.
    public static final String TARGETS_FOUND = "TargetsFound";
    /// Nobody else claims the same requests with the same priority.
    public static final String UNRIVALLED = "Unrivalled";
    /// An ingress serves it.
    public static final String SERVED = "Served";

    public RouteStatus {
        conditions = Values.list(conditions);
        rivals = Values.list(rivals);
        addresses = Values.list(addresses);
    }
}
