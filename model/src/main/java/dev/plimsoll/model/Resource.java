package dev.plimsoll.model;

/// A declared thing and what became of it. Immutable; `with…` methods answer changed copies.
public record Resource(Kind kind, Metadata metadata, Spec spec, Status status) {
    public Resource {
        if (!kind.specType().isInstance(spec)) {
            throw new InvalidValue("a " + kind.singular() + " cannot have a " + spec.getClass().getSimpleName());
        }
        if (!kind.statusType().isInstance(status)) {
            throw new InvalidValue("a " + kind.singular() + " cannot have a " + status.getClass().getSimpleName());
        }
    }

    /// A newly declared resource with the kind's empty status.
    public static Resource declared(Metadata metadata, Spec spec) {
        return new Resource(spec.kind(), metadata, spec, Status.empty(spec.kind()));
    }

    public Key key() {
        return new Key(kind, kind.inProject() ? metadata.project() : "", metadata.name());
    }

    /// The spec as the caller knows it to be.
    public <S extends Spec> S spec(Class<S> type) {
        return type.cast(spec);
    }

    /// The status as the caller knows it to be.
    public <T extends Status> T status(Class<T> type) {
        return type.cast(status);
    }

    public Resource withMetadata(Metadata changed) {
        return new Resource(kind, changed, spec, status);
    }

    public Resource withSpec(Spec changed) {
        return new Resource(kind, metadata, changed, status);
    }

    public Resource withStatus(Status changed) {
        return new Resource(kind, metadata, spec, changed);
    }

    /// An owner entry that names this resource.
    public Owner asOwner() {
        return new Owner(kind, metadata.name(), metadata.uid());
    }
}
