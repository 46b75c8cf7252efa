package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Leaving;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Assemblies that are declared for another engine than before: the one place that decides about it. All of one is made where it is to be now, while what there was goes on
/// as it is, in its own engine's care; when all is level, it is taken away where it was. Volumes stay there, because data is not moved. Where it was is written down before
/// anything is made elsewhere, so that nobody forgets it.
final class Moving {
    private final Surroundings around;

    Moving(Surroundings around) {
        this.around = around;
    }

    /// What is left elsewhere.
    ///
    /// @param formerly where something may be; as in the status
    /// @param sentence why it is not gone yet; none when nothing is left, or nothing was tried
    /// @param reached  whether it can be expected to go soon
    record Rest(List<String> formerly, Optional<String> sentence, boolean reached) {
        /// As last written.
        static Rest of(Resource assembly) {
            return new Rest(assembly.status(AssemblyStatus.class).formerly(), Optional.empty(), true);
        }

        /// Whether level has to wait for it. An engine that cannot be reached keeps nobody from being level elsewhere.
        boolean going() {
            return reached && sentence.isPresent();
        }
    }

    /// The status of an assembly whose declaration took it to another engine; none when it is where it was.
    Optional<AssemblyStatus> departure(Resource assembly) {
        var before = assembly.status(AssemblyStatus.class);
        var now = assembly.spec(AssemblySpec.class).cluster();
        if (before.cluster().equals(now)) {
            return Optional.empty();
        }
        var project = assembly.metadata().project();
        var left = new ArrayList<>(before.formerly());
        // Before its first release nothing was made of it.
        if (before.release() > 0) {
            left.add(Location.named(project, before.cluster()).text());
        }
        left.remove(Location.named(project, now).text());
        var conditions = new Conditions(before, around.clock().instant()).notLevel("Moving", "it is declared for " + Location.named(project, now) + " now");
        return Optional.of(before.on(now, left.stream().distinct().toList()).saying(conditions.list()));
    }

    /// Takes away what is left where the assembly was before.
    Rest clear(Resource assembly, Run run) throws InterruptedException {
        var left = new ArrayList<String>();
        var sentence = Optional.<String>empty();
        boolean reached = true;
        for (var text : assembly.status(AssemblyStatus.class).formerly()) {
            var location = Location.told(assembly.metadata().project(), text);
            try {
                var why = clear(assembly, location, run);
                if (why.isPresent()) {
                    left.add(text);
                    sentence = why;
                }
            } catch (EngineFailure silent) {
                left.add(text);
                reached = false;
                sentence = Optional.of("something of it may still be on " + location + ": " + silent.getMessage());
            }
        }
        return new Rest(left, sentence, reached);
    }

    /// @return why something is left; none when nothing is
    private Optional<String> clear(Resource assembly, Location location, Run run) throws InterruptedException {
        return switch (around.engines().to(location)) {
            case Way.Closed closed when closed.empty() -> Optional.empty();
            case Way.Closed closed -> throw new EngineFailure.Unreachable(closed.reason(), closed.sentence(), null);
            case Way.Open(var _, var engine) -> clear(assembly, engine, run);
        };
    }

    private Optional<String> clear(Resource assembly, ObservedEngine engine, Run run) throws InterruptedException {
        var why = assembly.metadata().deleting() ? "its assembly is deleted" : "its assembly is on " + Location.of(assembly) + " now";
        var leaving = Leaving.of(engine.observe().inventory(), stamp -> ofAssembly(assembly, stamp), why);
        var stopping = leaving.steps().stream().filter(Step.RemoveInstance.class::isInstance).map(s -> ((Step.RemoveInstance) s).instance()).collect(Collectors.groupingBy(i -> Naming.component(i.stamp())));
        for (var each : stopping.entrySet()) {
            var drain = around.drain(each.getKey(), each.getValue());
            if (!drain.done()) {
                return Optional.of(drain.sentence());
            }
        }
        var failed = around.runner(engine).run(leaving.steps(), run);
        if (leaving.done()) {
            return Optional.empty();
        }
        return Optional.of(failed.isEmpty() ? leaving.left() + " instances are still to go from where it was, and its networks with them" : failed.getFirst().sentence());
    }

    static boolean ofAssembly(Resource assembly, Stamp stamp) {
        return stamp.project().equals(assembly.metadata().project()) && stamp.assembly().equals(assembly.metadata().name());
    }
}
