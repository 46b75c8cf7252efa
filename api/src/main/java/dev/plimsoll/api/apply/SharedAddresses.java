package dev.plimsoll.api.apply;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Addresses that two pools, or machines declared by hand, would both have in one network: one of them would never become level.
final class SharedAddresses {
    private SharedAddresses() {}

    /// @param address in the network of this name, of this project
    private record Place(String project, String network, String address) {}

    static List<Finding> among(List<Resource> declared, Mirror mirror) {
        if (declared.stream().allMatch(resource -> places(resource).isEmpty())) {
            return List.of();
        }
        var all = new LinkedHashMap<Key, Resource>();
        declared.stream().map(r -> r.metadata().project()).distinct().forEach(project -> Stream.of(Kind.POOL, Kind.MACHINE).flatMap(kind -> mirror.list(Query.of(kind).in(project)).stream())
            .filter(r -> r.metadata().owner().isEmpty() && !r.metadata().deleting()).forEach(r -> all.put(r.key(), r)));
        declared.forEach(r -> all.put(r.key(), r));
        var holders = new HashMap<Place, Key>();
        var findings = new ArrayList<Finding>();
        // What is stored comes first, so that the finding is at what was declared just now.
        Stream.concat(all.values().stream().filter(r -> !declared.contains(r)), declared.stream()).forEach(r -> look(r, holders, findings));
        return findings;
    }

    private static void look(Resource resource, Map<Place, Key> holders, List<Finding> findings) {
        for (var place : places(resource)) {
            var other = holders.putIfAbsent(place, resource.key());
            if (other != null) {
                findings.add(new Finding(Finding.Severity.ERROR, "AddressTaken", "", 0, 0, resource.key().toString(),
                    "the address " + place.address() + " in network/" + place.network() + " is also that of " + other.shortForm(), Optional.of("give one of them another address")));
            }
        }
    }

    private static List<Place> places(Resource resource) {
        return switch (resource.spec()) {
            case PoolSpec pool -> places(resource, pool.template(), pool.addresses());
            case MachineSpec machine -> places(resource, machine.template(), machine.address().stream().toList());
            default -> List.of();
        };
    }

    private static List<Place> places(Resource resource, MachineTemplate template, List<String> addresses) {
        return template.networks().stream().findFirst().map(network -> addresses.stream().map(a -> new Place(resource.metadata().project(), network, a)).toList()).orElse(List.of());
    }
}
