package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.model.FloatingIpSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.machine.CloudNames;
import java.util.Optional;
import java.util.function.Supplier;

/// Floating IPs. Where they lead changes in place; the address stays.
public final class FloatingIpDrawing implements Drawing {
    private final Machinery machinery;

    public FloatingIpDrawing(Machinery machinery) {
        this.machinery = machinery;
    }

    @Override
    public CloudKind kind() {
        return CloudKind.FLOATING_IP;
    }

    @Override
    public String region(Resource resource) {
        return resource.spec(FloatingIpSpec.class).region();
    }

    @Override
    public Drawn draw(Resource resource, Supplier<CloudFacts> facts) {
        var spec = resource.spec(FloatingIpSpec.class);
        var key = spec.machine().map(name -> new Key(Kind.MACHINE, resource.metadata().project(), name));
        var machine = key.flatMap(machinery::get).filter(m -> !m.metadata().deleting()).map(m -> m.status(MachineStatus.class));
        // A machine with an address: before that there is nothing to lead to.
        var id = machine.filter(m -> !m.addresses().isEmpty()).flatMap(MachineStatus::intent).flatMap(Intent::id);
        var lacks = key.isPresent() && id.isEmpty() ? Optional.of(new Drawn.Lacking(key, "WaitingForMachine", "the address waits for " + key.get().shortForm() + " to have one inside"))
            : Optional.<Drawn.Lacking>empty();
        return new Drawn.Complete(new Blueprint(kind(), Fingerprint.of("upstream", spec.upstream(), "floating", "ip"),
            stamp -> new CloudPart.FloatingIp(CloudNames.of(resource.key()), stamp, spec.upstream(), id),
            object -> object instanceof CloudObject.FloatingIp there && there.machine().equals(id), lacks));
    }
}
