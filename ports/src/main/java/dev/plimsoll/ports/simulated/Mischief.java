package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.PartRef;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Does one bad thing by chance: the things that happen to engines in the long run. For long random tests.
public final class Mischief {
    private static final Duration A_WHILE = Duration.ofSeconds(40);

    private final WorldState world;
    private final Gate gate;
    private final ByHand hand;
    private final RandomGenerator random;

    /// What can happen.
    public enum Deed { KILL, CRASH, STOP, PAUSE, FALL_ILL, RENAME, DELETE, DELETE_WITH_VOLUMES, RESTART_ENGINE, FILL_DISK, CUT_CONNECTIONS, FOREIGN_NAMESAKE }

    Mischief(WorldState world, Gate gate, ByHand hand, RandomGenerator random) {
        this.world = world;
        this.gate = gate;
        this.hand = hand;
        this.random = random;
    }

    /// Anything.
    public Deed any() {
        var deeds = Deed.values();
        var deed = deeds[random.nextInt(deeds.length)];
        does(deed);
        return deed;
    }

    /// This, to an instance chosen by chance.
    public void does(Deed deed) {
        var instances = hand.instances();
        if (instances.isEmpty()) {
            return;
        }
        var victim = instances.get(random.nextInt(instances.size()));
        switch (deed) {
            case KILL -> hand.kill(victim.id());
            case CRASH -> hand.crash(victim.id());
            case STOP -> hand.stop(victim.id());
            case PAUSE -> hand.pause(victim.id());
            case FALL_ILL -> hand.fallIll(victim.id());
            case RENAME -> hand.rename(victim.id(), victim.name() + "-renamed");
            case DELETE -> hand.delete(victim.id());
            case DELETE_WITH_VOLUMES -> hand.deleteWithVolumes(victim.id());
            case RESTART_ENGINE -> hand.restartEngine();
            case CUT_CONNECTIONS -> hand.cutConnections();
            case FILL_DISK -> {
                hand.fillDisk();
                later(hand::freeDisk);
            }
            case FOREIGN_NAMESAKE -> {
                // Somebody deletes ours and puts a container of the same name there for a while.
                hand.delete(victim.id());
                if (!hand.exists(PartRef.Type.INSTANCE, victim.name())) {
                    hand.foreignContainer(victim.name());
                    later(() -> hand.removeForeign(victim.name()));
                }
            }
        }
    }

    /// Nothing that goes wrong stays wrong: what follows is to show that everything becomes level again.
    private void later(Runnable what) {
        gate.locked(() -> world.timeline.plan(world.clock.in(A_WHILE), what));
    }
}
