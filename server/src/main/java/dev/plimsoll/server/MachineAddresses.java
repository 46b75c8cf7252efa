package dev.plimsoll.server;

import dev.plimsoll.authority.Identities;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.store.Mirror;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where the engines of machines answer: at their first address, over TLS on both sides. Who answers must show the certificate of that very machine; at which address
/// does not matter, because addresses change hands.
final class MachineAddresses {
    private static final int PORT = 2376;

    private final Mirror mirror;
    private final Identities identities;
    /// The newest of each: an address that is asked for again is the very same, with the same context.
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    MachineAddresses(Mirror mirror, Identities identities) {
        this.mirror = mirror;
        this.identities = identities;
    }

    private record Known(String operation, String address, DockerAddress engine) {}

    /// The machine of one operation, and not a successor of the same name.
    ///
    /// @param made by which operation; empty: whichever
    Optional<DockerAddress> of(Key machine, String made) {
        return of(machine).filter(_ -> made.isEmpty() || known.get(machine) != null && known.get(machine).operation().equals(made));
    }

    /// @return none when there is no such machine, or it has no address yet
    Optional<DockerAddress> of(Key machine) {
        var status = mirror.get(machine).map(m -> m.status(MachineStatus.class));
        var operation = status.flatMap(MachineStatus::intent).map(Intent::operation);
        var address = status.flatMap(s -> s.addresses().stream().findFirst());
        if (operation.isEmpty() || address.isEmpty()) {
            known.remove(machine);
            return Optional.empty();
        }
        return Optional.of(at(machine, operation.get(), address.get()));
    }

    /// The machine of one operation, where it is said to be.
    DockerAddress at(Key machine, String operation, String address) {
        return known.compute(machine, (_, before) -> before != null && before.operation().equals(operation) && before.address().equals(address) ? before
            : new Known(operation, address, engine(machine, operation, address))).engine();
    }

    private DockerAddress engine(Key machine, String operation, String address) {
        return DockerAddress.known("tcp://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + PORT, identities.toMachine(MachineName.of(machine, operation)));
    }
}
