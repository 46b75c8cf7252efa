package dev.plimsoll.controllers;

import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.store.Mirror;
import java.util.function.Consumer;

/// From an engine's hint to the keys to look at: the component of an instance, the assembly of a network or volume, everything when it is not said.
public final class Nudges implements Consumer<Nudge> {
    private final ObservedEngine observed;
    private final Mirror mirror;
    private final Loop loop;

    public Nudges(ObservedEngine observed, Mirror mirror, Loop loop) {
        this.observed = observed;
        this.mirror = mirror;
        this.loop = loop;
    }

    @Override
    public void accept(Nudge nudge) {
        nudge.stamp().filter(stamp -> !stamp.component().isEmpty()).map(Naming::component).ifPresentOrElse(observed::changed, observed::changed);
        nudge.stamp().ifPresentOrElse(stamp -> {
            if (!stamp.component().isEmpty()) {
                component(Naming.component(stamp));
            } else if (!stamp.assembly().isEmpty()) {
                loop.nudge(new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly()));
            }
        }, () -> {
            loop.nudgeAll(Kind.COMPONENT);
            loop.nudgeAll(Kind.ASSEMBLY);
            loop.nudgeAll(Kind.PROJECT);
        });
    }

    /// An instance of this component is to be looked at, by who leads its group.
    public void component(Key component) {
        loop.nudge(component);
        mirror.get(component).flatMap(Members::primaryOf).ifPresent(loop::nudge);
    }
}
