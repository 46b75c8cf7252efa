package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudKind;

/// How resources of one kind become blueprints.
public interface Drawing {
    CloudKind kind();

    /// Name of the region that a resource is in.
    String region(Resource resource);

    /// Reads the mirror only.
    Blueprint.Drawn draw(Resource resource);
}
