package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Ipvs;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.util.concurrent.atomic.AtomicReference;

/// Whether virtual addresses and the routing mesh work: they need the kernel's IPVS. Asked once; where it cannot be told, they are taken to work, as everywhere but in
/// small kernels.
final class Mesh {
    private final Wire wire;
    private final AtomicReference<Boolean> known = new AtomicReference<>();

    Mesh(Wire wire) {
        this.wire = wire;
    }

    boolean present() {
        var answer = known.get();
        if (answer == null) {
            var info = wire.ask(Call.get("ask the engine what it is", Route.to("/info"))).json();
            answer = Ipvs.of(wire.address(), info.path("KernelVersion").asText()) != Ipvs.MISSING;
            known.set(answer);
        }
        return answer;
    }
}
