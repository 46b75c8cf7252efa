package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudStamp;
import org.junit.jupiter.api.Test;

/// Whose an object is says its stamp, and nothing else.
public interface CloudForeignContract extends CloudContractPart {
    @Test
    default void foreignMachinesAreNeitherListedNorRemoved() {
        var foreign = new CloudRef(CloudKind.MACHINE, hands().foreignMachine("web-1"));

        assertThat(listed(CloudKind.MACHINE)).isEmpty();
        refused(CloudFailure.Rejected.class, "NotOurs", () -> cloud().remove(plane(), foreign));
        assertThat(hands().exists(foreign)).isTrue();
    }

    @Test
    default void aForeignNamesakeHindersNothing() {
        var foreign = new CloudRef(CloudKind.MACHINE, hands().foreignMachine("web-1"));

        var machine = madeMachine(machine("web-1"));
        gone(CloudRef.to(machine));

        assertThat(machine.id()).isNotEqualTo(foreign.id());
        assertThat(hands().exists(foreign)).isTrue();
    }

    @Test
    default void anotherControlPlanesMachinesAreForeign() {
        var machine = madeMachine(machine("web-1"));
        var other = plane() + "-x";

        assertThat(cloud().list(other, CloudKind.MACHINE)).isEmpty();
        refused(CloudFailure.Rejected.class, "NotOurs", () -> cloud().remove(other, CloudRef.to(machine)));
        assertThat(seen(CloudKind.MACHINE, machine.id())).isPresent();
    }

    @Test
    default void anotherNameMakesNoOtherMachine() {
        var part = machine("web-1");
        var machine = madeMachine(part);

        hands().rename(machine.id(), "somebody-elses");

        assertThat(eventually(CloudKind.MACHINE, machine.id(), "listed", _ -> true)).extracting(CloudObject::stamp).isEqualTo(part.stamp());
        assertThat(cloud().create(part)).isEqualTo(machine.id());
        gone(CloudRef.to(machine));
    }

    /// Names are as long as labels may be, and everything of the stamp comes back.
    @Test
    default void theLongestStampComesBackWhole() {
        var usual = stamp(Kind.MACHINE, "m".repeat(63));
        var stamp = new CloudStamp(usual.plane(), new dev.plimsoll.model.Key(Kind.MACHINE, "p".repeat(63), "m".repeat(63)), "u".repeat(36), "0123456789abcdef", "0123456789abcdef");

        var machine = madeMachine(subject().machine("m".repeat(63), stamp));

        assertThat(machine.stamp()).isEqualTo(stamp);
    }
}
