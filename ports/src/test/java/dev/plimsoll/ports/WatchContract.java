package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Nudges: soon after every change, after every (re)connection, and none after closing.
public interface WatchContract extends ContractPart {
    private void waitFor(BlockingQueue<Nudge> nudges, Nudge wanted, String why) {
        waitFor(nudges, wanted, why, () -> true);
    }

    /// Earlier nudges may still be under way: the one that is meant is the one after which a look shows it.
    private void waitFor(BlockingQueue<Nudge> nudges, Nudge wanted, String why, BooleanSupplier shows) {
        eventually("a nudge " + wanted + " because " + why, () -> {
            for (var nudge = nudges.poll(); nudge != null; nudge = nudges.poll()) {
                if ((nudge.equals(wanted) || nudge.equals(Nudge.EVERYTHING)) && shows.getAsBoolean()) {
                    return Optional.of(nudge);
                }
            }
            return Optional.empty();
        });
    }

    @Test
    default void connectingNudgesEverything() throws Exception {
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            waitFor(nudges, Nudge.EVERYTHING, "it connected");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    default void aStartAnEndAndARemovalNudge() throws Exception {
        var part = sample("web").build();
        var nudge = new Nudge(Optional.of(part.stamp()));
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            waitFor(nudges, Nudge.EVERYTHING, "it connected");
            assertThat(watch).isNotNull();

            var seen = created(part);
            waitFor(nudges, nudge, "it started");
            nudges.clear();
            hands().kill(seen.id());
            waitFor(nudges, nudge, "it was killed, not earlier than that shows", () -> listed(part).state() != SeenInstance.State.RUNNING);
            nudges.clear();
            remove(seen, Duration.ZERO);
            waitFor(nudges, nudge, "it was removed");
        }
    }

    @Test
    default void aChangeOfHealthNudges() throws Exception {
        var part = sample("web").health(subject().passing()).build();
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            assertThat(watch).isNotNull();
            engine().create(part);
            waitFor(nudges, new Nudge(Optional.of(part.stamp())), "it became healthy", () -> listed(part).health() == SeenInstance.Health.HEALTHY);
        }
    }

    @Test
    default void networksAndVolumesThatGoNudge() throws Exception {
        var net = new Part.Network(plane() + "-net", Sample.stamp(plane(), "", 0), NetworkSpec.PLAIN);
        var volume = new Part.Volume(plane() + "-data", Sample.stamp(plane(), "", 0), VolumeSpec.PLAIN);
        engine().create(net);
        engine().create(volume);
        var inventory = engine().inventory(plane());
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            waitFor(nudges, Nudge.EVERYTHING, "it connected");
            assertThat(watch).isNotNull();

            engine().remove(new PartRef(PartRef.Type.NETWORK, inventory.networks().getFirst().id()), Duration.ZERO);
            waitFor(nudges, new Nudge(Optional.of(net.stamp())), "the network went");
            nudges.clear();
            engine().remove(new PartRef(PartRef.Type.VOLUME, volume.name()), Duration.ZERO);
            waitFor(nudges, new Nudge(Optional.of(volume.stamp())), "the volume went");
        }
    }

    @Test
    default void reconnectingNudgesEverythingAndGoesOn() throws Exception {
        var part = sample("web").build();
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudges::add)) {
            waitFor(nudges, Nudge.EVERYTHING, "it connected");
            assertThat(watch).isNotNull();

            hands().cutConnections();
            waitFor(nudges, Nudge.EVERYTHING, "it reconnected");
            engine().create(part);
            waitFor(nudges, new Nudge(Optional.of(part.stamp())), "it started");
        }
    }

    @Test
    default void callsWorkAfterConnectionsWereCut() {
        var part = sample("web").build();
        engine().inventory(plane());

        hands().cutConnections();

        assertThat(created(part).well()).isTrue();
    }

    @Test
    default void aListenerThatThrowsDoesNotEndTheWatch() throws Exception {
        var part = sample("web").build();
        var nudges = new LinkedBlockingQueue<Nudge>();
        try (var watch = engine().watch(plane(), nudge -> {
            nudges.add(nudge);
            throw new IllegalStateException("a listener's own fault");
        })) {
            waitFor(nudges, Nudge.EVERYTHING, "it connected");
            assertThat(watch).isNotNull();
            engine().create(part);
            waitFor(nudges, new Nudge(Optional.of(part.stamp())), "it started");
        }
    }

    @Test
    default void aClosedWatchIsSilent() throws Exception {
        var part = sample("web").build();
        var closed = new LinkedBlockingQueue<Nudge>();
        var open = new LinkedBlockingQueue<Nudge>();
        var first = engine().watch(plane(), closed::add);
        waitFor(closed, Nudge.EVERYTHING, "it connected");
        first.close();
        closed.clear();
        try (var second = engine().watch(plane(), open::add)) {
            waitFor(open, Nudge.EVERYTHING, "it connected");
            assertThat(second).isNotNull();
            engine().create(part);
            waitFor(open, new Nudge(Optional.of(part.stamp())), "it started");
        }
        assertThat(closed).isEmpty();
    }
}
