package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the parts of the suite share.
public interface CloudContractPart {
    String plane();

    CloudSubject subject();

    <T> T eventually(String fact, Supplier<Optional<T>> look);

    /// A new stamp for a resource of this kind and name.
    CloudStamp stamp(Kind kind, String name);

    default Cloud cloud() {
        return subject().cloud();
    }

    default CloudSubject.CloudHands hands() {
        return subject().hands();
    }

    /// Skips a test of what this cloud cannot do, after looking that it says so politely.
    default void needs(CloudAbility ability, CloudPart example) {
        if (!cloud().facts().abilities().contains(ability)) {
            refused(CloudFailure.Rejected.class, "NotSupported", () -> cloud().create(example));
        }
        assumeTrue(cloud().facts().abilities().contains(ability), "cannot do " + ability);
    }

    default CloudPart.Machine machine(String name) {
        return subject().machine(name, stamp(Kind.MACHINE, name));
    }

    default CloudPart.Network network(String name) {
        return new CloudPart.Network(name, stamp(Kind.NETWORK, name), subject().cidr(), Optional.empty(), Optional.empty(), true, Optional.empty(), List.of());
    }

    default CloudPart.Machine in(CloudPart.Machine machine, CloudPart.Interface network) {
        return new CloudPart.Machine(machine.name(), machine.stamp(), machine.zone(), machine.flavor(), machine.image(), List.of(network), machine.firewalls(), machine.keys(),
            machine.userData(), machine.labels());
    }

    default CloudPart.Machine behind(CloudPart.Machine machine, String firewall) {
        return new CloudPart.Machine(machine.name(), machine.stamp(), machine.zone(), machine.flavor(), machine.image(), machine.networks(), List.of(firewall), machine.keys(),
            machine.userData(), machine.labels());
    }

    default List<CloudObject> listed(CloudKind kind) {
        return cloud().list(plane(), kind);
    }

    default Optional<CloudObject> seen(CloudKind kind, String id) {
        return listed(kind).stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /// Asks for it and waits until it is ready.
    default CloudObject made(CloudPart part) {
        var id = cloud().create(part);
        return eventually(part.kind(), id, "ready", o -> o.phase().equals(CloudPhase.READY));
    }

    default CloudObject.Machine madeMachine(CloudPart.Machine part) {
        return (CloudObject.Machine) made(part);
    }

    default CloudObject eventually(CloudKind kind, String id, String fact, Predicate<CloudObject> so) {
        return eventually(kind.word() + " " + id + " " + fact, () -> seen(kind, id).filter(so));
    }

    /// Asks until it is gone.
    default void gone(CloudRef ref) {
        eventually(ref + " gone", () -> {
            try {
                cloud().remove(plane(), ref);
            } catch (CloudFailure.NotReady notYet) {
                return Optional.empty();
            }
            return seen(ref.kind(), ref.id()).isEmpty() ? Optional.of(true) : Optional.empty();
        });
    }

    default <F extends CloudFailure> F refused(Class<F> failure, String code, Runnable doing) {
        var caught = new AtomicReference<F>();
        assertThatThrownBy(doing::run).isInstanceOfSatisfying(failure, f -> {
            org.assertj.core.api.Assertions.assertThat(f.code()).isEqualTo(code);
            org.assertj.core.api.Assertions.assertThat(f.getMessage()).isNotBlank();
            caught.set(f);
        });
        return caught.get();
    }

    default Key key(Kind kind, String name) {
        return new Key(kind, "default", name);
    }
}
