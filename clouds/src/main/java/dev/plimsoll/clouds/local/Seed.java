package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.cloud.CloudPart;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a machine finds at its first boot: cloud-init's seed for its data source NoCloud (https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html). Put into the
/// container before it starts, where nobody who may inspect the container can read it.
final class Seed {
    private static final String FOLDER = "var/lib/cloud/seed/nocloud/";

    private Seed() {}

    /// Whether there is anything to tell.
    static boolean needed(CloudPart.Machine part) {
        return !part.userData().reveal().isEmpty() || !part.keys().isEmpty();
    }

    /// A tar archive to be unpacked at the root.
    static byte[] of(CloudPart.Machine part) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("instance-id", part.stamp().operation());
        facts.put("local-hostname", part.name());
        facts.put("public-keys", part.keys().stream().map(CloudPart.Login::text).toList());
        var userData = part.userData().reveal();
        // JSON is YAML.
        var instructions = userData.isEmpty() ? "#cloud-config\n{}\n" : userData;
        return Archive.of(Map.of(FOLDER + "meta-data", Json.bytes(facts), FOLDER + "user-data", instructions.getBytes(StandardCharsets.UTF_8)), 0600);
    }
}
