package dev.plimsoll.server.simulation;

import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.List;

/// A cloud as one control plane reaches it: every call needs power.
record MortalCloud(Cloud cloud, Power power) implements Cloud {
    @Override
    public String name() {
        return cloud.name();
    }

    @Override
    public CloudFacts facts() {
        return power.during(cloud::facts);
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return power.during(() -> cloud.list(plane, kind));
    }

    @Override
    public String create(CloudPart part) {
        return power.during(() -> cloud.create(part));
    }

    @Override
    public void change(String id, CloudPart part) {
        power.during(() -> cloud.change(id, part));
    }

    @Override
    public void remove(String plane, CloudRef ref) {
        power.during(() -> cloud.remove(plane, ref));
    }

    @Override
    public void power(String plane, CloudRef machine, dev.plimsoll.ports.cloud.Power wanted) {
        power.during(() -> cloud.power(plane, machine, wanted));
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return power.during(() -> cloud.console(machine, lines));
    }

    @Override
    public void close() {
        // The world goes on without us.
    }
}
