package dev.plimsoll.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.Optional;

/// Where stamps stand: a server's in its metadata, those of everything of Neutron's in the description, because tags take a second request; a key pair's in its name, because it has
/// nothing else. Also the tag by which a new server is found by its operation; a tag is an index only, and whose the server is says its metadata.
final class Stamps {
    /// Of descriptions and names.
    private static final int ROOM = 255;
    private static final int ROOM_OF_A_TAG = 60;
    private static final String TAG = "plimsoll-";

    private Stamps() {}

    /// @throws CloudFailure.Rejected `NameTooLong`
    static String description(CloudPart part) {
        return fitting(part, part.stamp().text());
    }

    /// Names of key pairs have letters, digits, blanks, `-` and `_` (Nova before 2.92).
    ///
    /// @throws CloudFailure.Rejected `NameTooLong`
    static String keyName(CloudPart part) {
        return fitting(part, part.stamp().text().replace(':', ' '));
    }

    static Optional<CloudStamp> ofKeyName(String name) {
        return CloudStamp.of(name.replace(' ', ':'));
    }

    static Optional<CloudStamp> ofDescription(JsonNode object) {
        return CloudStamp.of(object.path("description").asText(""));
    }

    static Optional<CloudStamp> ofMetadata(JsonNode server) {
        return CloudStamp.of(Json.texts(server.path("metadata")));
    }

    static String tag(CloudStamp stamp) {
        var tag = TAG + stamp.operation();
        return tag.length() <= ROOM_OF_A_TAG ? tag : tag.substring(0, ROOM_OF_A_TAG);
    }

    /// Whether it belongs to this project, as far as it says. A listing that shows another's (a shared object, an administrator's credentials, a mistake) shows nothing of ours.
    static boolean within(String project, JsonNode object) {
        return object.path("project_id").asText(object.path("tenant_id").asText(project)).equals(project);
    }

    static boolean ours(String plane, Optional<CloudStamp> stamp) {
        return stamp.filter(s -> s.plane().equals(plane)).isPresent();
    }

    /// @throws CloudFailure.Rejected `NotOurs`
    static void requireOurs(String plane, CloudRef ref, Optional<CloudStamp> stamp) {
        if (!ours(plane, stamp)) {
            throw notOurs(ref);
        }
    }

    /// @throws CloudFailure.Rejected `NotOurs`
    static void requireStamp(CloudStamp wanted, CloudRef ref, Optional<CloudStamp> stamp) {
        if (!stamp.equals(Optional.of(wanted))) {
            throw notOurs(ref);
        }
    }

    private static CloudFailure notOurs(CloudRef ref) {
        return new CloudFailure.Rejected("NotOurs", ref + " does not carry this stamp; it is left alone", null);
    }

    private static String fitting(CloudPart part, String text) {
        if (text.length() > ROOM) {
            throw new CloudFailure.Rejected("NameTooLong", part.kind().word() + " " + part.stamp().owner().shortForm() + ": OpenStack has " + ROOM
                + " characters for saying whose it is, and " + text.length() + " are needed; give it or its project a shorter name", null);
        }
        return text;
    }
}
