package dev.plimsoll.controllers.machine;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.MachineTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Which of its flavors a machine is asked for with: the next one when the cloud has no place for the one before, and from the first again when it has none for any. Lost with the process, which
/// costs a round; a machine that is there keeps the one it was made with.
final class FlavorsTried {
    private final Map<Key, Integer> tried = new ConcurrentHashMap<>();

    String of(Resource machine) {
        var flavors = flavors(machine);
        return flavors.get(Math.min(tried.getOrDefault(machine.key(), 0), flavors.size() - 1));
    }

    /// The one to try now that there was no place; none when all have been tried.
    Optional<String> next(Resource machine) {
        int next = tried.getOrDefault(machine.key(), 0) + 1;
        if (next >= flavors(machine).size()) {
            tried.remove(machine.key());
            return Optional.empty();
        }
        tried.put(machine.key(), next);
        return Optional.of(flavors(machine).get(next));
    }

    void forget(Key machine) {
        tried.remove(machine);
    }

    private static List<String> flavors(Resource machine) {
        MachineTemplate template = machine.spec(MachineSpec.class).template();
        return Stream.concat(Stream.of(template.flavor()), template.otherFlavors().stream()).toList();
    }
}
