package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.FloatingIpSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;

/// The floating IP of a machine whose template asks for one: a resource of its own, called like the machine and owned by it, so that there is never more than one.
final class OwnAddress {
    private final Machinery machinery;

    OwnAddress(Machinery machinery) {
        this.machinery = machinery;
    }

    void ensure(Resource machine, Run run) {
        var spec = machine.spec(MachineSpec.class);
        var key = new Key(Kind.FLOATING_IP, machine.metadata().project(), machine.metadata().name());
        var there = machinery.get(key);
        if (spec.template().floatingIp() && there.isEmpty()) {
            var upstream = spec.template().networks().stream().findFirst().flatMap(n -> machinery.get(new Key(Kind.NETWORK, key.project(), n))).flatMap(n -> n.spec(CloudNetworkSpec.class).upstream());
            run.step("declare " + key.shortForm() + " for the machine");
            var address = Resource.declared(Metadata.named(key.project(), key.name()).withOwner(machine.asOwner()), new FloatingIpSpec(spec.region(), upstream, Optional.of(key.name())));
            commit(new Write.Put(address, Write.Expected.ABSENT), run);
        } else if (!spec.template().floatingIp()) {
            there.filter(a -> a.metadata().owner().equals(Optional.of(machine.asOwner())) && !a.metadata().deleting())
                .ifPresent(a -> commit(new Write.Put(a.withMetadata(a.metadata().withDeletedAt(machinery.now())), Write.Expected.revision(a.metadata().revision())), run));
        }
    }

    private void commit(Write write, Run run) {
        machinery.around().commit(List.of(write)).forEach(w -> run.wrote(w.metadata().revision()));
    }
}
