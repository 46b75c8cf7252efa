package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Public keys of the local cloud: empty volumes with a label, the one thing an engine keeps for others without asking what it is for. Machines get the key's text itself.
final class Keys {
    private static final String TEXT = CloudStamp.PREFIX + "cloud.key";

    private final Wire wire;

    Keys(Wire wire) {
        this.wire = wire;
    }

    List<CloudObject> list(String plane) {
        var seen = new ArrayList<CloudObject>();
        wire.ask(Call.get("list keys", Route.to("/volumes").filtered(Marks.filter(plane)))).json().path("Volumes").forEach(volume -> {
            var name = volume.path("Name").asText();
            Marks.of(volume).filter(_ -> volume.path("Labels").has(TEXT)).ifPresent(stamp -> seen.add(new CloudObject.PublicKey(name, name, stamp, CloudPhase.READY)));
        });
        return seen;
    }

    /// The engine takes an equal volume for the same one.
    String create(CloudPart.PublicKey part) {
        var labels = new LinkedHashMap<>(Marks.on(part));
        labels.put(TEXT, part.text());
        var name = Marks.uniqueName(part);
        wire.ask(Call.post("keep key " + part.name(), Route.to("/volumes/create")).json(Map.of("Name", name, "Labels", labels)));
        return name;
    }

    void change(String id, CloudPart.PublicKey part) {
        var ref = new CloudRef(CloudKind.KEY, id);
        Marks.requireStamp(part.stamp(), ref, wire.find(inspect(id)).map(Reply::json).orElseThrow(() -> EngineWords.absent(ref)));
    }

    void remove(String plane, CloudRef ref) {
        wire.find(inspect(ref.id())).map(Reply::json).ifPresent(volume -> {
            Marks.requireOurs(plane, ref, volume);
            wire.find(Call.delete("remove " + ref, Route.to("/volumes/{}", ref.id())));
        });
    }

    private static Call inspect(String id) {
        return Call.get("inspect key " + id, Route.to("/volumes/{}", id));
    }
}
