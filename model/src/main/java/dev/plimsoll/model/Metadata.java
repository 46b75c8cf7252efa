package dev.plimsoll.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who a resource is and where it stands. Name, labels, annotations are the user's; everything else is set by the store
/// (uid, generation, revision, createdAt) or by controllers (deletedAt, finalizers, owner).
public record Metadata(
    @Doc("Name, unique per kind and project: a DNS label of at most 63 characters.") String name,
    @Doc("Project the resource lives in; 'default' when not given.") String project,
    @Doc("Given once by the store, never reused.") String uid,
    @Doc("Values to select by.") Map<String, String> labels,
    @Doc("Values that nothing selects by.") Map<String, String> annotations,
    @Doc("Counts the changes of spec, from 1.") long generation,
    @Doc("The store's revision at which this resource last changed; the ETag of the API.") long revision,
    @Doc("When the store first saw it.") Instant createdAt,
    @Doc("When its deletion was asked for; it stays until its finalizers are gone.") Optional<Instant> deletedAt,
    @Doc("Who still has to clean up outside before the resource may go.") List<String> finalizers,
    @Doc("The resource that brought this one into being.") Optional<Owner> owner) {

    /// The project of resources that name none.
    public static final String DEFAULT_PROJECT = "default";

    public Metadata {
        name = Values.text(name);
        project = Values.text(project);
        uid = Values.text(uid);
        labels = Values.map(labels);
        annotations = Values.map(annotations);
        createdAt = Values.or(createdAt, Instant.EPOCH);
        deletedAt = Values.optional(deletedAt);
        finalizers = Values.list(finalizers);
        owner = Values.optional(owner);
    }

    /// What a person's declaration starts with; the store fills in the rest.
    public static Metadata named(String project, String name) {
        return new Metadata(name, project, "", Map.of(), Map.of(), 0, 0, Instant.EPOCH, Optional.empty(), List.of(), Optional.empty());
    }

    public boolean deleting() {
        return deletedAt.isPresent();
    }

    public Metadata withLabels(Map<String, String> changed) {
        return new Metadata(name, project, uid, changed, annotations, generation, revision, createdAt, deletedAt, finalizers, owner);
    }

    public Metadata withAnnotations(Map<String, String> changed) {
        return new Metadata(name, project, uid, labels, changed, generation, revision, createdAt, deletedAt, finalizers, owner);
    }

    public Metadata withOwner(Owner changed) {
        return new Metadata(name, project, uid, labels, annotations, generation, revision, createdAt, deletedAt, finalizers, Optional.of(changed));
    }

    public Metadata withDeletedAt(Instant when) {
        return new Metadata(name, project, uid, labels, annotations, generation, revision, createdAt, Optional.of(when), finalizers, owner);
    }

    public Metadata withFinalizers(List<String> changed) {
        return new Metadata(name, project, uid, labels, annotations, generation, revision, createdAt, deletedAt, changed, owner);
    }

    /// For the store: what it assigns when it commits.
    public Metadata committed(String assignedUid, long assignedGeneration, long assignedRevision, Instant created) {
        return new Metadata(name, project, assignedUid, labels, annotations, assignedGeneration, assignedRevision, created, deletedAt, finalizers, owner);
    }

    public Metadata withFinalizer(String finalizer) {
        if (finalizers.contains(finalizer)) {
            return this;
        }
        var all = new ArrayList<>(finalizers);
        all.add(finalizer);
        return withFinalizers(all);
    }
}
