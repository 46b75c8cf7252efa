package dev.plimsoll.model;

import java.util.List;
import java.util.Map;

/// What became of a release. Reasons of its Level condition: Progressing, Level, Failed, Superseded.
public record ReleaseStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Image digest (or engine's image id, for images without a registry) by component.") Map<String, String> digests) implements Status {
    public ReleaseStatus {
        conditions = Values.list(conditions);
        digests = Values.map(digests);
    }
}
