package dev.plimsoll.api.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A part and its parts, with how each stands. Fields that only some kinds have are absent on the others.
///
/// @param key                `kind/project/name`; of an instance the component's, with the slot
/// @param kind               assembly, component, instance, route, pool or machine
/// @param reason             stable word
/// @param sentence           for people
/// @param since              since when it stands so
/// @param progress           what a step under way is at
/// @param generation         of the spec (assemblies, components)
/// @param observedGeneration of the spec that this speaks of
/// @param release            being made level (assemblies)
/// @param levelRelease       newest that was level; 0 when none was
/// @param ready              instances that are ready (components)
/// @param wanted             instances declared
/// @param next               what a person can do; absent when there is nothing to do
/// @param addresses          where it can be reached from outside
/// @param slot               stable number (instances, as all that follow)
/// @param id                 engine's
/// @param hash               of its definition
/// @param restarts           by the engine
/// @param cluster            that runs it (assemblies); absent: this machine's engine
record Tree(String key, String kind, String name, State state, boolean level, String reason, String sentence, Instant since, Optional<String> progress,
            Optional<Long> generation, Optional<Long> observedGeneration, Optional<Integer> release, Optional<Integer> levelRelease,
            Optional<Integer> ready, Optional<Integer> wanted, Optional<String> next, List<String> addresses, Optional<Integer> slot,
            Optional<String> id, Optional<String> hash, Optional<Integer> restarts, Optional<String> cluster, List<Tree> children) {}
