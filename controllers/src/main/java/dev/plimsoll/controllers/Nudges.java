package dev.plimsoll.controllers;

import dev.plimsoll.loop.Loop;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Nudge;
import java.util.function.Consumer;

/// From an engine's hint to the keys to look at: the component of an instance, the assembly of a network or volume, everything when it is not said.
public final class Nudges implements Consumer<Nudge> {
    private final ObservedEngine observed;
    private final Loop loop;

    public Nudges(ObservedEngine observed, Loop loop) {
        this.observed = observed;
        this.loop = loop;
    }

    @Override
    public void accept(Nudge nudge) {
        nudge.stamp().filter(stamp -> !stamp.component().isEmpty()).map(Naming::component).ifPresentOrElse(observed::changed, observed::changed);
        nudge.stamp().ifPresentOrElse(stamp -> {
            if (!stamp.component().isEmpty()) {
                loop.nudge(Naming.component(stamp));
            } else if (!stamp.assembly().isEmpty()) {
                loop.nudge(new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly()));
            }
        }, () -> {
            loop.nudgeAll(Kind.COMPONENT);
            loop.nudgeAll(Kind.ASSEMBLY);
            loop.nudgeAll(Kind.PROJECT);
        });
    }
}
