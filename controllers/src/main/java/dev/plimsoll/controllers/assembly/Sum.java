package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.outside.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How an assembly stands, summed up from its components.
///
/// @param outdated networks whose declaration changed after they were made
/// @param rest     what is left of it elsewhere
record Sum(Resource assembly, int release, List<Resource> components, HeldBack.Held held, List<Inventory.SeenNetwork> outdated, Moving.Rest rest, Instant now) {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /// The status of an assembly whose components are being told what they are to be now.
    static AssemblyStatus telling(Resource assembly, int release, Topology topology, HeldBack.Held held, Instant now) {
        var before = assembly.status(AssemblyStatus.class);
        var conditions = new Conditions(before, now).notLevel("Progressing", "release " + release + " begins");
        held.failure().ifPresent(f -> conditions.state(ComponentStatus.UPDATE_FAILED, true, f.reason(), f.sentence()));
        return new AssemblyStatus(assembly.metadata().generation(), conditions.list(), release, before.levelRelease(), topology.components().size(),
            before.levelComponents(), List.copyOf(held.specs().keySet()), before.cluster(), before.formerly());
    }

    AssemblyStatus status() {
        var before = assembly.status(AssemblyStatus.class);
        int level = (int) components.stream().filter(Sum::level).count();
        boolean good = good();
        var conditions = new Conditions(before, now);
        if (good) {
            conditions.level(level + " of " + components.size() + " components level");
        } else {
            var first = firstNotLevel();
            conditions.notLevel(first.reason(), first.sentence());
        }
        held.failure().ifPresent(f -> conditions.state(ComponentStatus.UPDATE_FAILED, true, f.reason(), f.sentence()));
        if (!rest.formerly().isEmpty()) {
            conditions.state(AssemblyStatus.MOVED, false, "LeftElsewhere", rest.sentence().orElseGet(() -> "until all is level here, it goes on as it was on " + String.join(", ", rest.formerly())));
        }
        return new AssemblyStatus(assembly.metadata().generation(), conditions.list(), release, good ? release : before.levelRelease(), components.size(),
            level, List.copyOf(held.specs().keySet()), before.cluster(), rest.formerly());
    }

    Outcome outcome() {
        if (good()) {
            return rest.sentence().map(Outcome::retry).orElse(Outcome.LEVEL);
        }
        if (made()) {
            return Outcome.lookAgain(ASK_AGAIN, rest.sentence().orElse(""));
        }
        var first = firstNotLevel();
        return held.failure().isPresent() && components.stream().allMatch(Sum::level) ? Outcome.failed(first.sentence()) : Outcome.waiting(first.sentence());
    }

    private boolean good() {
        return made() && !rest.going();
    }

    /// Whether all of it is as declared where it is to be, whatever is left elsewhere.
    boolean made() {
        return held.specs().isEmpty() && outdated.isEmpty() && components.stream().allMatch(Sum::level);
    }

    private static boolean level(Resource component) {
        return component.status().level() && component.status().observedGeneration() == component.metadata().generation() && Location.told(component) && !component.metadata().deleting();
    }

    Sum with(Moving.Rest changed) {
        return new Sum(assembly, release, components, held, outdated, changed, now);
    }

    private Condition firstNotLevel() {
        if (made()) {
            return new Condition(Condition.LEVEL, false, "Moving", rest.sentence().orElse(""), now);
        }
        if (held.failure().isPresent()) {
            var failed = held.failure().get();
            return new Condition(Condition.LEVEL, false, failed.reason(), "release " + release + " failed: " + failed.sentence() + "; "
                + String.join(", ", held.specs().keySet()) + " runs as in the last level release", now);
        }
        if (!outdated.isEmpty() && components.stream().allMatch(Sum::level)) {
            return new Condition(Condition.LEVEL, false, "NetworkOutdated", "network " + outdated.getFirst().name()
                + " was declared differently when it was made and cannot be changed while in use; scale its components to 0 or delete and apply again", now);
        }
        return components.stream().filter(c -> !level(c)).findFirst().map(c -> {
            var condition = c.status().condition(Condition.LEVEL).filter(_ -> c.status().observedGeneration() == c.metadata().generation() && Location.told(c));
            return new Condition(Condition.LEVEL, false, condition.map(Condition::reason).orElse("Progressing"),
                c.key().shortForm() + ": " + (c.metadata().deleting() ? "is being removed" : condition.map(Condition::sentence).orElse("not looked at yet")), now);
        }).orElse(new Condition(Condition.LEVEL, false, "Progressing", "not looked at yet", now));
    }
}
