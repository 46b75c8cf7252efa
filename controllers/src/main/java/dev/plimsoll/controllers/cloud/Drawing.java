package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import java.util.function.Supplier;

/// How resources of one kind become blueprints.
public interface Drawing {
    CloudKind kind();

    /// Name of the region that a resource is in.
    String region(Resource resource);

    /// Reads the mirror only, and what the cloud says of itself where that matters.
    Blueprint.Drawn draw(Resource resource, Supplier<CloudFacts> facts);
}
