package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.Clouds;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.util.Map;

/// The usual region of a simulated world, opened.
final class Opened {
    private Opened() {}

    static Cloud cloud(SimulatedWorld world) {
        return world.clouds().open(new Clouds.Access(new Key(Kind.REGION, "default", "here"), RegionSpec.of(CloudType.SIMULATED), Map.of()));
    }
}
