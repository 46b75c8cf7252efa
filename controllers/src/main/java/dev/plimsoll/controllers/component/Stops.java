package dev.plimsoll.controllers.component;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What steps stop, and what can be done while requests under way there are waited for.
final class Stops {
    private Stops() {}

    /// The instances that these steps stop.
    static List<SeenInstance> of(List<Step> steps) {
        return steps.stream().flatMap(s -> s instanceof Step.RemoveInstance remove ? Stream.of(remove.instance()) : Stream.empty()).toList();
    }

    /// Steps of lanes in which nothing is stopped and nothing replaced: what is missing is made in any case.
    static List<Step> besides(List<Step> steps) {
        var waiting = steps.stream().filter(s -> s instanceof Step.RemoveInstance || s instanceof Step.RunInstance run && run.replaces()).map(Step::lane).collect(Collectors.toSet());
        return steps.stream().filter(s -> !waiting.contains(s.lane())).toList();
    }
}
