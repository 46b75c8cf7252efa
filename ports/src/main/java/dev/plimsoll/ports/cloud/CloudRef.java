package dev.plimsoll.ports.cloud;

import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;

/// Which object of a cloud, by the cloud's own id.
public record CloudRef(CloudKind kind, String id) {
    public static CloudRef to(CloudObject object) {
        return new CloudRef(object.kind(), object.id());
    }

    @Override
    public String toString() {
        return kind.word() + " " + id;
    }
}
