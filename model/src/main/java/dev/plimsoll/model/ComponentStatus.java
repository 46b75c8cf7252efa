package dev.plimsoll.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a component.
public record ComponentStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Instances of the wanted definition that are ready.") int ready,
    @Doc("The image that the spec's reference was resolved to, kept until the reference changes.") Optional<ResolvedImage> image,
    @Doc("What is known of each instance.") List<Instance> instances,
    @Doc("The update under way or failed; none when the last one ended well.") Optional<Rollout> rollout,
    @Doc("The last instance that failed, and how.") Optional<Failure> lastFailure,
    @Doc("Cluster that image and instances are on; absent: this machine's engine.") Optional<String> cluster) implements Status {

    /// The update to the wanted definition has failed and, by policy, does not go on by itself.
    public static final String UPDATE_FAILED = "UpdateFailed";

    public ComponentStatus {
        conditions = Values.list(conditions);
        image = Values.optional(image);
        instances = Values.list(instances);
        rollout = Values.optional(rollout);
        lastFailure = Values.optional(lastFailure);
        cluster = Values.optional(cluster);
    }

    /// On this machine's engine.
    public ComponentStatus(long observedGeneration, List<Condition> conditions, int ready, Optional<ResolvedImage> image, List<Instance> instances, Optional<Rollout> rollout, Optional<Failure> lastFailure) {
        this(observedGeneration, conditions, ready, image, instances, rollout, lastFailure, Optional.empty());
    }

    /// A reference and what it meant when it was resolved.
    ///
    /// @param reference as declared, such as nginx:1.27
    /// @param id        the engine's id of the image (its configuration digest)
    /// @param digest    the registry's digest, when it came from one
    public record ResolvedImage(@Doc("As declared.") String reference, @Doc("Engine's image id.") String id, @Doc("Registry digest.") Optional<String> digest) {
        public ResolvedImage {
            digest = Values.optional(digest);
        }
    }

    /// One instance as last seen.
    ///
    /// @param slot       stable number from 1
    /// @param id         the engine's id
    /// @param name       the engine's name
    /// @param hash       of the definition it was made from
    /// @param state      running, starting, restarting, exited, …
    /// @param readySince when it was first seen ready; none while it is not
    /// @param restarts   how often the engine restarted it
    /// @param addresses  where it can be reached from outside, as 0.0.0.0:8080->80/tcp
    public record Instance(@Doc("Stable number.") int slot, @Doc("Engine's id.") String id, @Doc("Engine's name.") String name,
                           @Doc("Of its definition.") String hash, @Doc("As last seen.") String state,
                           @Doc("First seen ready.") Optional<Instant> readySince, @Doc("By the engine.") int restarts,
                           @Doc("Published addresses.") List<String> addresses) {
        public Instance {
            readySince = Values.optional(readySince);
            addresses = Values.list(addresses);
        }
    }

    /// An update from other definitions to one.
    ///
    /// @param hash      definition being rolled out
    /// @param startedAt when its first step was taken
    /// @param lastBatch when the last batch was begun
    /// @param failed    new instances that failed so far
    public record Rollout(@Doc("Definition being rolled out.") String hash, @Doc("First step.") Instant startedAt,
                          @Doc("Last batch.") Instant lastBatch, @Doc("New instances that failed.") int failed) {}

    /// How an instance failed.
    ///
    /// @param slot     whose
    /// @param hash     of its definition
    /// @param at       when
    /// @param exitCode of its process; none when the process runs but is not healthy, or never started
    /// @param reason   stable word: Exited, Unhealthy, OutOfMemory, CannotStart
    /// @param sentence for people, with the engine's own text
    /// @param logTail  last lines it wrote
    /// @param inARow   failures of this slot and definition without a ready time between them; back-off grows with it
    public record Failure(@Doc("Slot.") int slot, @Doc("Definition.") String hash, @Doc("When.") Instant at, @Doc("Exit code.") Optional<Integer> exitCode,
                          @Doc("Stable word.") String reason, @Doc("For people.") String sentence, @Doc("Last lines written.") List<String> logTail,
                          @Doc("In a row.") int inARow) {
        public Failure {
            exitCode = Values.optional(exitCode);
            logTail = Values.list(logTail);
        }
    }
}
