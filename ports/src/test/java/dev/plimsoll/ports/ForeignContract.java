package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is not ours is neither shown nor touched, whatever its name.
public interface ForeignContract extends ContractPart {
    @Test
    default void foreignObjectsAreNeverListed() {
        hands().foreignContainer(plane() + "-web-1");
        hands().foreignNetwork(plane() + "-net");
        hands().foreignVolume(plane() + "-data");

        var inventory = engine().inventory(plane());

        assertThat(inventory.instances()).isEmpty();
        assertThat(inventory.networks()).isEmpty();
        assertThat(inventory.volumes()).isEmpty();
    }

    @Test
    default void aForeignNamesakeOfAnInstanceIsLeftAlone() {
        var part = sample("web").build();
        hands().foreignContainer(part.name());

        var failure = failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(part));

        assertThat(failure.getMessage()).contains(part.name());
        assertThat(engine().inventory(plane()).instances()).isEmpty();
        assertThat(hands().exists(PartRef.Type.INSTANCE, part.name())).isTrue();
    }

    @Test
    default void aForeignNamesakeOfANetworkIsLeftAlone() {
        var part = new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
        hands().foreignNetwork(part.name());

        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(part));

        assertThat(engine().inventory(plane()).networks()).isEmpty();
        assertThat(hands().exists(PartRef.Type.NETWORK, part.name())).isTrue();
    }

    @Test
    default void aForeignNamesakeOfAVolumeIsLeftAlone() {
        var part = new Part.Volume(plane() + "-data", Sample.stamp(plane(), "", 0), VolumeSpec.PLAIN);
        hands().foreignVolume(part.name());

        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(part));
        failure(EngineFailure.Rejected.class, "NotOurs", () -> engine().remove(new PartRef(PartRef.Type.VOLUME, part.name()), Duration.ZERO));

        assertThat(engine().inventory(plane()).volumes()).isEmpty();
        assertThat(hands().exists(PartRef.Type.VOLUME, part.name())).isTrue();
    }

    @Test
    default void oneOfOursWithAnotherStampIsANamesakeToo() {
        var part = sample("web").build();
        var first = created(part);
        var stamp = part.stamp();
        var later = new Stamp(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component(), stamp.slot(), stamp.hash(), "u2");

        failure(EngineFailure.Rejected.class, "NameTaken", () -> engine().create(sample("web").stamp(later).build()));

        assertThat(engine().inventory(plane()).instances()).extracting(SeenInstance::id).containsExactly(first.id());
    }

    @Test
    default void anotherPlanesObjectsAreNotListed() {
        created(sample("web").build());

        assertThat(engine().inventory(plane() + "-other").instances()).isEmpty();
        assertThat(engine().inventory(plane().substring(0, plane().length() - 1)).instances()).isEmpty();
    }
}
