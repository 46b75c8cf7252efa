package dev.plimsoll.server;

import dev.plimsoll.authority.enrolment.HandedFile;
import dev.plimsoll.authority.enrolment.Known;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Mirror;
import java.util.List;
import java.util.stream.Stream;

/// What is declared and observed of machines.
record DeclaredMachines(Mirror mirror, Vault vault) implements Known {
    @Override
    public List<String> addresses(Key machine) {
        return mirror.get(machine).filter(found -> found.status() instanceof MachineStatus).map(found -> found.status(MachineStatus.class))
            .map(status -> Stream.concat(status.addresses().stream(), status.publicAddresses().stream()).distinct().filter(DeclaredMachines::literal).toList()).orElse(List.of());
    }

    @Override
    public List<HandedFile> handover(Key machine) {
        var bootstraps = new MachineBootstraps(mirror, vault);
        return mirror.get(machine).map(found -> bootstraps.handover(found).stream()
            .map(file -> new HandedFile(file.path(), file.mode(), new SecretText(file.text()))).toList()).orElse(List.of());
    }

    /// A cloud says what it likes; a certificate holds addresses only.
    private static boolean literal(String address) {
        try {
            AddressRange.address(address);
            return true;
        } catch (InvalidValue noAddress) {
            return false;
        }
    }
}
