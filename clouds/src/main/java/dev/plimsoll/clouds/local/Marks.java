package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a stamp is written on objects of an engine. Not as [CloudStamp#labels]: those have the names of an instance's stamp, and the control plane that runs
/// instances on the same engine would take machines for strays.
final class Marks {
    static final String PLANE = CloudStamp.PREFIX + "cloud.plane";
    private static final String STAMP = CloudStamp.PREFIX + "cloud.stamp";

    private Marks() {}

    static Map<String, String> on(CloudPart part) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(PLANE, part.stamp().plane());
        labels.put(STAMP, part.stamp().text());
        return labels;
    }

    /// For listings.
    static Map<String, List<String>> filter(String plane) {
        return Map.of("label", List.of(PLANE + "=" + plane));
    }

    /// @param object with a field `Labels`
    static Optional<CloudStamp> of(JsonNode object) {
        return CloudStamp.of(Json.texts(object.path("Labels")).getOrDefault(STAMP, ""));
    }

    /// @throws CloudFailure.Rejected `NotOurs`
    static void requireOurs(String plane, CloudRef ref, JsonNode object) {
        if (of(object).filter(stamp -> stamp.plane().equals(plane)).isEmpty()) {
            throw notOurs(ref);
        }
    }

    /// @throws CloudFailure.Rejected `NotOurs`
    static void requireStamp(CloudStamp stamp, CloudRef ref, JsonNode object) {
        if (!of(object).equals(Optional.of(stamp))) {
            throw notOurs(ref);
        }
    }

    /// The engine wants names of containers and volumes to be unique, and soon those of networks too; names of a cloud need not be.
    static String uniqueName(CloudPart part) {
        return part.name() + "-" + part.stamp().operation();
    }

    private static CloudFailure notOurs(CloudRef ref) {
        return new CloudFailure.Rejected("NotOurs", ref + " does not carry this stamp; it is left alone", null);
    }
}
