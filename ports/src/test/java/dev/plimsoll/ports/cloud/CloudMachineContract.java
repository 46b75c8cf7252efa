package dev.plimsoll.ports.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Machines: made, found again, powered, gone.
public interface CloudMachineContract extends CloudContractPart {
    @Test
    default void aMachineBecomesReadyAndCarriesItsStamp() {
        var part = machine("web-1");

        var machine = madeMachine(part);

        assertThat(machine.stamp()).isEqualTo(part.stamp());
        assertThat(machine.name()).isNotBlank();
        assertThat(listed(CloudKind.MACHINE)).extracting(CloudObject::id).containsExactly(machine.id());
    }

    @Test
    default void askingAgainMakesNoSecondMachine() {
        var part = machine("web-1");
        var machine = madeMachine(part);

        assertThat(cloud().create(part)).isEqualTo(machine.id());
        assertThat(listed(CloudKind.MACHINE)).hasSize(1);
    }

    @Test
    default void namesakesLiveSideBySide() {
        var one = madeMachine(machine("web-1"));
        var other = madeMachine(machine("web-1"));

        assertThat(other.id()).isNotEqualTo(one.id());
        gone(CloudRef.to(one));
        assertThat(seen(CloudKind.MACHINE, other.id())).get().extracting(CloudObject::phase).isEqualTo(CloudPhase.READY);
    }

    @Test
    default void goneIsGoneAndAskingAgainIsFine() {
        var machine = madeMachine(machine("web-1"));

        gone(CloudRef.to(machine));

        assertThat(hands().exists(CloudRef.to(machine))).isFalse();
        cloud().remove(plane(), CloudRef.to(machine));
        cloud().remove(plane(), new CloudRef(CloudKind.MACHINE, machine.id()));
    }

    @Test
    default void removalWhileItIsMadeLeavesNothing() {
        var id = cloud().create(machine("web-1"));

        gone(new CloudRef(CloudKind.MACHINE, id));

        assertThat(hands().exists(new CloudRef(CloudKind.MACHINE, id))).isFalse();
        assertThat(listed(CloudKind.MACHINE)).isEmpty();
    }

    @Test
    default void whatSomebodyElseRemovedIsNotListed() {
        var machine = madeMachine(machine("web-1"));

        hands().delete(machine.id());

        eventually("not listed any more", () -> seen(CloudKind.MACHINE, machine.id()).isEmpty() ? Optional.of(true) : Optional.empty());
    }

    @Test
    default void powerGoesOffAndOn() {
        var machine = madeMachine(machine("web-1"));
        if (!cloud().facts().abilities().contains(CloudAbility.POWER)) {
            refused(CloudFailure.Rejected.class, "NotSupported", () -> cloud().power(plane(), CloudRef.to(machine), Power.OFF));
            return;
        }

        cloud().power(plane(), CloudRef.to(machine), Power.OFF);
        eventually(CloudKind.MACHINE, machine.id(), "stopped", o -> o.phase().equals(CloudPhase.STOPPED));
        cloud().power(plane(), CloudRef.to(machine), Power.OFF);
        cloud().power(plane(), CloudRef.to(machine), Power.ON);
        eventually(CloudKind.MACHINE, machine.id(), "ready", o -> o.phase().equals(CloudPhase.READY));
        cloud().power(plane(), CloudRef.to(machine), Power.ON);
    }

    @Test
    default void aRebootedMachineIsTheSameOne() {
        var machine = madeMachine(machine("web-1"));
        if (!cloud().facts().abilities().contains(CloudAbility.REBOOT)) {
            refused(CloudFailure.Rejected.class, "NotSupported", () -> cloud().power(plane(), CloudRef.to(machine), Power.REBOOT));
            return;
        }

        cloud().power(plane(), CloudRef.to(machine), Power.REBOOT);

        var again = eventually(CloudKind.MACHINE, machine.id(), "ready", o -> o.phase().equals(CloudPhase.READY));
        assertThat(again.stamp()).isEqualTo(machine.stamp());
    }

    @Test
    default void whatItWritesOnItsConsoleIsShown() {
        var machine = madeMachine(machine("web-1"));
        if (!cloud().facts().abilities().contains(CloudAbility.CONSOLE)) {
            refused(CloudFailure.Rejected.class, "NotSupported", () -> cloud().console(CloudRef.to(machine), 10));
            return;
        }

        assertThat(cloud().console(CloudRef.to(machine), 2)).hasSizeLessThanOrEqualTo(2);
        refused(CloudFailure.Absent.class, "ObjectNotFound", () -> cloud().console(new CloudRef(CloudKind.MACHINE, "00000000-0000-4000-8000-000000000000"), 2));
    }

    @Test
    default void anUnknownImageIsNamed() {
        var usual = machine("web-1");
        if (usual.image().isEmpty()) {
            return;
        }
        var part = new CloudPart.Machine("web-1", stamp(Kind.MACHINE, "web-1"), usual.zone(), usual.flavor(), "no-such-image", usual.networks(), usual.firewalls(), usual.keys(),
            usual.userData(), usual.labels());

        assertThat(refused(CloudFailure.Absent.class, "ImageNotFound", () -> cloud().create(part)).getMessage()).contains("no-such-image");
        assertThat(listed(CloudKind.MACHINE)).isEmpty();
    }

    @Test
    default void anUnknownFlavorIsNamed() {
        var usual = machine("web-1");
        if (usual.flavor().isEmpty()) {
            return;
        }
        var part = new CloudPart.Machine("web-1", stamp(Kind.MACHINE, "web-1"), usual.zone(), "no-such-flavor", usual.image(), usual.networks(), usual.firewalls(), usual.keys(),
            usual.userData(), usual.labels());

        assertThat(refused(CloudFailure.Absent.class, "FlavorNotFound", () -> cloud().create(part)).getMessage()).contains("no-such-flavor");
        assertThat(listed(CloudKind.MACHINE)).isEmpty();
    }

    /// At once, or of the machine that was taken on; what is left of it does not hinder one of another flavor with the same name.
    @Test
    default void noPlaceForAFlavorIsToldApartFromFailing() {
        assumeTrue(subject().fullFlavor().isPresent(), "nothing here is ever full");
        var usual = machine("web-1");
        var part = new CloudPart.Machine("web-1", stamp(Kind.MACHINE, "web-1"), usual.zone(), subject().fullFlavor().get(), usual.image(), usual.networks(), usual.firewalls(), usual.keys(),
            usual.userData(), usual.labels());
        try {
            var failed = eventually(CloudKind.MACHINE, cloud().create(part), "failed", o -> o.phase() instanceof CloudPhase.Failed);
            assertThat(failed.phase()).isInstanceOfSatisfying(CloudPhase.Failed.class, f -> {
                assertThat(f.noRoom()).as(f.reason()).isTrue();
                assertThat(f.reason()).isNotBlank();
            });
            cloud().remove(plane(), CloudRef.to(failed));
        } catch (CloudFailure.NoCapacity atOnce) {
            assertThat(atOnce.code()).isEqualTo("NoHost");
        }

        assertThat(madeMachine(usual).flavor()).isEqualTo(usual.flavor());
    }

    @Test
    default void whatIsNotThereCannotBePowered() {
        var facts = cloud().facts();
        if (facts.abilities().contains(CloudAbility.POWER)) {
            refused(CloudFailure.Absent.class, "ObjectNotFound", () -> cloud().power(plane(), new CloudRef(CloudKind.MACHINE, "00000000-0000-4000-8000-000000000000"), Power.ON));
        }
    }
}
