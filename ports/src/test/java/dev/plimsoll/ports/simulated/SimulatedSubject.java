package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Part;
import dev.plimsoll.ports.Capabilities;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineSubject;
import dev.plimsoll.ports.Hands;
import dev.plimsoll.ports.PartRef;
import java.time.Duration;

/// The simulated engine under the contract suite. It builds, and runs no real programs.
final class SimulatedSubject implements EngineSubject {
    private static final Duration A_LITTLE = Duration.ofMillis(50);

    private final SimulatedWorld world;
    private final String image;

    SimulatedSubject(SimulatedWorld world) {
        this.world = world;
        this.image = world.hand().image("busybox:1");
    }

    @Override
    public Engine engine() {
        return world.engine();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, true);
    }

    @Override
    public String image() {
        return image;
    }

    @Override
    public String imageTag() {
        return "busybox:1";
    }

    @Override
    public void passTime() {
        if (world.clock().isStepped()) {
            world.advanceTo(world.clock().instant().plus(A_LITTLE));
            return;
        }
        try {
            Thread.sleep(A_LITTLE);
        } catch (InterruptedException givenUp) {
            throw new IllegalStateException(givenUp);
        }
    }

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Hands hands() {
        var hand = world.hand();
        return new Hands() {
            @Override
            public void foreignContainer(String name) {
                hand.foreignContainer(name);
            }

            @Override
            public void foreignService(String name) {
                hand.foreignService(name);
            }

            @Override
            public void foreignNetwork(String name) {
                hand.foreignNetwork(name);
            }

            @Override
            public void foreignVolume(String name) {
                hand.foreignVolume(name);
            }

            @Override
            public void removeVolume(String name) {
                hand.removeVolume(name);
            }

            @Override
            public boolean exists(PartRef.Type type, String name) {
                return hand.exists(type, name);
            }

            @Override
            public void halfMade(Part.Instance part) {
                hand.halfMade(part);
            }

            @Override
            public void kill(String instance) {
                hand.kill(instance);
            }

            @Override
            public void stop(String instance) {
                hand.stop(instance);
            }

            @Override
            public void pause(String instance) {
                hand.pause(instance);
            }

            @Override
            public void fallIll(String instance) {
                hand.fallIll(instance);
            }

            @Override
            public void recover(String instance) {
                hand.recover(instance);
            }

            @Override
            public void rename(String instance, String name) {
                hand.rename(instance, name);
            }

            @Override
            public void delete(String instance) {
                hand.delete(instance);
            }

            @Override
            public int freePort() {
                return hand.freePort();
            }

            @Override
            public void cutConnections() {
                hand.cutConnections();
            }
        };
    }
}
