package dev.plimsoll.server;

import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A cloud in which nothing is made, changed or removed while another control plane may have taken over, for the same reason as in [LeasedEngine].
final class LeasedCloud implements Cloud {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Cloud cloud;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedCloud(Cloud cloud, BooleanSupplier ours) {
        this.cloud = cloud;
        this.ours = ours;
    }

    @Override
    public String name() {
        return cloud.name();
    }

    @Override
    public CloudFacts facts() {
        return cloud.facts();
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return cloud.list(plane, kind);
    }

    @Override
    public String create(CloudPart part) {
        requireOurs();
        return cloud.create(part);
    }

    @Override
    public void change(String id, CloudPart part) {
        requireOurs();
        cloud.change(id, part);
    }

    @Override
    public void remove(String plane, CloudRef ref) {
        requireOurs();
        cloud.remove(plane, ref);
    }

    @Override
    public void power(String plane, CloudRef machine, Power power) {
        requireOurs();
        cloud.power(plane, machine, power);
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return cloud.console(machine, lines);
    }

    @Override
    public void close() {
        cloud.close();
    }

    /// Nothing was done, and nothing will be: for callers as if the cloud had asked for a pause.
    private void requireOurs() {
        if (!ours.getAsBoolean()) {
            throw new CloudFailure.Throttled("nothing is done in " + cloud.name() + " clouds: the lease of this control plane could not be renewed, so another one may act by now", Optional.of(A_WHILE));
        }
    }
}
