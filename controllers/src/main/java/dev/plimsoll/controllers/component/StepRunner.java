package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Lanes;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.PartRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Carries steps out and decides nothing: steps of a lane in order, lanes at the same time. A failed step ends its lane; the other lanes go on.
public final class StepRunner {
    private final ObservedEngine observed;
    private final Engine engine;
    private final Lanes lanes;
    private final InstanceParts parts;

    public StepRunner(ObservedEngine observed, Lanes lanes, InstanceParts parts) {
        this.observed = observed;
        this.engine = observed.engine();
        this.lanes = lanes;
        this.parts = parts;
    }

    /// A step the engine did not do, as far as we know.
    public record Failed(Step step, EngineFailure failure) {
        public String sentence() {
            return "cannot " + step.sentence() + ": " + failure.getMessage();
        }
    }

    /// @return what failed, in the order of lanes
    public List<Failed> run(List<Step> steps, Run run) throws InterruptedException {
        var byLane = new TreeMap<Integer, List<Step>>();
        steps.forEach(s -> byLane.computeIfAbsent(s.lane(), _ -> new ArrayList<>()).add(s));
        steps.forEach(s -> run.step(s.sentence()));
        try {
            return lanes.run(byLane.values().stream().<Callable<Optional<Failed>>>map(lane -> () -> lane(lane)).toList())
                .stream().flatMap(Optional::stream).toList();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            steps.forEach(this::changed);
        }
    }

    private Optional<Failed> lane(List<Step> steps) {
        for (var step : steps) {
            try {
                perform(step);
            } catch (EngineFailure failure) {
                return Optional.of(new Failed(step, failure));
            }
        }
        return Optional.empty();
    }

    private void changed(Step step) {
        switch (step) {
            case Step.RunInstance s -> observed.changed(component(s.definition()));
            case Step.RemoveInstance s -> observed.changed(Naming.component(s.instance().stamp()));
            case Step.MakeService s -> observed.changed(component(s.service().each()));
            case Step.ChangeService s -> observed.changed(component(s.service().each()));
            case Step.RemoveService s -> observed.changed(Naming.component(s.seen().stamp()));
            case Step.MakeNetwork _, Step.MakeVolume _, Step.RemoveNetwork _, Step.RemoveVolume _ -> observed.changed();
        }
    }

    private static Key component(Definition definition) {
        return Naming.component(definition.project(), definition.assembly(), definition.component());
    }

    private void perform(Step step) {
        switch (step) {
            case Step.RunInstance s -> engine.create(parts.of(s.definition(), s.slot()));
            case Step.RemoveInstance s -> engine.remove(new PartRef(PartRef.Type.INSTANCE, s.instance().id()), s.grace());
            case Step.MakeService s -> engine.create(parts.of(s.service()));
            case Step.ChangeService s -> engine.update(parts.of(s.service()));
            case Step.RemoveService s -> engine.remove(new PartRef(PartRef.Type.SERVICE, s.seen().id()), Duration.ZERO);
            case Step.MakeNetwork s -> engine.create(s.network());
            case Step.MakeVolume s -> engine.create(s.volume());
            case Step.RemoveNetwork s -> engine.remove(new PartRef(PartRef.Type.NETWORK, s.network().id()), Duration.ZERO);
            case Step.RemoveVolume s -> engine.remove(new PartRef(PartRef.Type.VOLUME, s.volume().name()), Duration.ZERO);
        }
    }
}
