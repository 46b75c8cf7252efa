package dev.plimsoll.store;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;

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
