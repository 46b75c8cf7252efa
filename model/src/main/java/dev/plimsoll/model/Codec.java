package dev.plimsoll.model;

/// Turns the three parts of a resource to text and back. They are kept apart so that a status write does not rewrite a large spec.
/// Reading must accept what any earlier version wrote.
public interface Codec {
    String metadata(Metadata metadata);

    String spec(Spec spec);

    String status(Status status);

    Metadata readMetadata(String text);

    Spec readSpec(Kind kind, String text);

    Status readStatus(Kind kind, String text);
}
