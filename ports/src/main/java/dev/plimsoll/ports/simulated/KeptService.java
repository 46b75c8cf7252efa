package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A service as the simulated engine keeps it, ours or not. Only [Services] changes it. Guarded by the world's lock.
final class KeptService {
    final String id;
    final Optional<Stamp> owner;
    Part.Service part;
    /// Its update has stopped, because too many new instances failed.
    boolean paused;
    int failures;
    int made;
    final List<Container> instances = new ArrayList<>();
    /// Since when instances are well without a break, by id.
    final Map<String, Instant> wellSince = new HashMap<>();
    /// Instances whose end has been seen to.
    final Set<String> mourned = new HashSet<>();
    /// Instances that ended, by slot.
    final Map<Integer, Integer> ends = new HashMap<>();

    /// Instances to be replaced by equal ones, by id.
    final Set<String> outworn = new HashSet<>();

    /// @param owner none: a foreign service
    KeptService(String id, Optional<Stamp> owner, Part.Service part) {
        this.id = id;
        this.owner = owner;
        this.part = part;
    }

    int replicas() {
        return part.each().spec().placement().everyMachine() ? 1 : part.each().spec().replicas();
    }

    UpdatePolicy policy() {
        return part.each().spec().update();
    }

    boolean startFirst() {
        return policy().order().filter(o -> o == UpdatePolicy.Order.STOP_FIRST).isEmpty()
            && part.each().ports().stream().noneMatch(p -> p.host().filter(host -> host > 0).isPresent());
    }

    /// Whether it is of the definition that counts now, and not to be replaced all the same.
    boolean current(Container instance) {
        return instance.part.stamp().hash().equals(part.each().stamp().hash()) && !outworn.contains(instance.id);
    }

    List<Container> inSlot(int slot) {
        return instances.stream().filter(c -> c.part.stamp().slot() == slot && !c.leaving).toList();
    }

    SeenService seen() {
        boolean rolling = instances.stream().anyMatch(c -> !current(c) && !c.leaving);
        return new SeenService(id, part.name(), part.stamp(), part.each().stamp().hash(), replicas(), paused ? SeenService.Update.PAUSED
            : rolling ? SeenService.Update.UNDER_WAY : SeenService.Update.NONE, paused ? "update paused due to failure or early termination of an instance" : "");
    }
}
