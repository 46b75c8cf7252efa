package dev.plimsoll.manifest;

import dev.plimsoll.model.Codec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;

/// The store keeps resources as the JSON the API shows.
public final class StoredJson implements Codec {
    @Override
    public String metadata(Metadata metadata) {
        return ResourceJson.metadata(metadata);
    }

    @Override
    public String spec(Spec spec) {
        return ResourceJson.spec(spec);
    }

    @Override
    public String status(Status status) {
        return ResourceJson.status(status);
    }

    @Override
    public Metadata readMetadata(String text) {
        return ResourceJson.readMetadata(text);
    }

    @Override
    public Spec readSpec(Kind kind, String text) {
        return ResourceJson.readSpec(kind, text);
    }

    @Override
    public Status readStatus(Kind kind, String text) {
        return ResourceJson.readStatus(kind, text);
    }
}
