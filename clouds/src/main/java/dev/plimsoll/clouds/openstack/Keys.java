package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.clouds.openstack.wire.Ask;
import dev.plimsoll.clouds.openstack.wire.Service;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Key pairs of Nova. They belong to the user who logged in, have no metadata, and are known by name: the name is the stamp.
final class Keys {
    private final Api api;

    Keys(Api api) {
        this.api = api;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        api.list(Ask.get("list keys", Service.COMPUTE, Route.to("/os-keypairs")), "keypairs", "/keypair/name").forEach(pair -> {
            var name = pair.path("keypair").path("name").asText();
            Stamps.ofKeyName(name).filter(s -> s.plane().equals(plane)).ifPresent(stamp -> seen.add(new CloudObject.PublicKey(name, name, stamp, CloudPhase.READY)));
        });
        return seen;
    }

    /// One of that name is the very same, because the name says what it is made from.
    String create(CloudPart.PublicKey part) {
        var name = Stamps.keyName(part);
        try {
            api.ask(Ask.post("make key " + part.name(), Service.COMPUTE, Route.to("/os-keypairs"), Map.of("keypair", Map.of("name", name, "public_key", part.text()))));
        } catch (CloudFailure.NotReady there) {
            if (api.find(one(name)).isEmpty()) {
                throw there;
            }
        }
        return name;
    }

    void change(String id, CloudPart.PublicKey part) {
        var ref = new CloudRef(CloudKind.KEY, id);
        Stamps.requireStamp(part.stamp(), ref, Stamps.ofKeyName(id));
        if (api.find(one(id)).isEmpty()) {
            throw OpenStackCloud.absent(ref);
        }
    }

    void remove(String plane, CloudRef ref) {
        if (api.find(one(ref.id())).isPresent()) {
            Stamps.requireOurs(plane, ref, Stamps.ofKeyName(ref.id()));
            api.find(Ask.delete("remove " + ref, Service.COMPUTE, Route.to("/os-keypairs/{}", ref.id())));
        }
    }

    private static Ask one(String name) {
        return Ask.get("look at key " + name, Service.COMPUTE, Route.to("/os-keypairs/{}", name));
    }
}
