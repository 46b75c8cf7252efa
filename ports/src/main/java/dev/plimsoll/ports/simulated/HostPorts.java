package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Part.PublishedPort;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ports of the engine's host and who holds them. Two holders of one port are possible only on different addresses.
/// Guarded by the world's lock.
final class HostPorts {
    private static final String ALL = "0.0.0.0";
    private static final int FIRST_FREE = 32_768;
    private static final int LAST_FREE = 60_999;

    private final Map<Place, List<String>> addresses = new HashMap<>();
    private int nextFree = FIRST_FREE;

    private record Place(String protocol, int port) {}

    /// A published port; prints as Docker lists it.
    record Binding(String address, int host, int target, String protocol) {
        @Override
        public String toString() {
            return address + ":" + host + "->" + target + "/" + protocol;
        }
    }

    /// Takes all of the ports or none.
    List<Binding> bind(List<PublishedPort> wanted) {
        var bound = new ArrayList<Binding>();
        try {
            for (var port : wanted) {
                if (port.host().isPresent()) {
                    bound.add(bind(port, port.host().get()));
                }
            }
            return List.copyOf(bound);
        } catch (EngineFailure noRoom) {
            release(bound);
            throw noRoom;
        }
    }

    void release(List<Binding> bound) {
        for (var binding : bound) {
            var place = new Place(binding.protocol(), binding.host());
            addresses.computeIfPresent(place, (_, all) -> all.remove(binding.address()) && all.isEmpty() ? null : all);
        }
    }

    /// A port that nobody holds.
    int free(String protocol) {
        for (int tried = FIRST_FREE; tried <= LAST_FREE; tried++) {
            int port = nextFree;
            nextFree = nextFree == LAST_FREE ? FIRST_FREE : nextFree + 1;
            if (!addresses.containsKey(new Place(protocol, port))) {
                return port;
            }
        }
        throw new EngineFailure.NoCapacity("PortTaken", "all ports of the host are taken", null);
    }

    private Binding bind(PublishedPort port, int host) {
        var address = port.address().filter(a -> !a.isEmpty()).orElse(ALL);
        int chosen = host == 0 ? free(port.protocol()) : host;
        var holders = addresses.computeIfAbsent(new Place(port.protocol(), chosen), _ -> new ArrayList<>(1));
        if (holders.contains(address) || holders.contains(ALL) || !holders.isEmpty() && address.equals(ALL)) {
            throw new EngineFailure.NoCapacity("PortTaken", "Bind for " + address + ":" + chosen + " failed: port is already allocated", null);
        }
        holders.add(address);
        return new Binding(address, chosen, port.target(), port.protocol());
    }

    /// Somebody else's program takes a port.
    void occupy(int port) {
        bind(new PublishedPort(port, "tcp", Optional.of(port), Optional.empty()), port);
    }

    void vacate(int port) {
        release(List.of(new Binding(ALL, port, port, "tcp")));
    }
}
