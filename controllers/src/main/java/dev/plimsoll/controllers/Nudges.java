package dev.plimsoll.controllers;

import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.loop.Loop;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.dns.Publication;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;

/// From an engine's hint to the keys to look at: the component of an instance, the assembly of a network or volume, everything that is there, and the cluster itself, when it is not said.
public final class Nudges {
    private final Mirror mirror;
    private final Loop loop;

    public Nudges(Mirror mirror, Loop loop) {
        this.mirror = mirror;
        this.loop = loop;
    }

    /// Hears what happens on an engine, until that is closed.
    public AutoCloseable watch(Engines.Way.Open at) {
        return at.engine().engine().watch(at.engine().plane(), nudge -> accept(at, nudge));
    }

    private void accept(Engines.Way.Open at, Nudge nudge) {
        var observed = at.engine();
        nudge.stamp().filter(stamp -> !stamp.component().isEmpty()).map(Naming::component).ifPresentOrElse(observed::changed, observed::changed);
        nudge.stamp().ifPresentOrElse(stamp -> {
            if (!stamp.component().isEmpty()) {
                component(Naming.component(stamp));
            } else if (!stamp.assembly().isEmpty()) {
                loop.nudge(new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly()));
            }
        }, () -> {
            at.location().cluster().ifPresent(loop::nudge);
            everything(Kind.COMPONENT, at.location());
            everything(Kind.ASSEMBLY, at.location());
            loop.nudgeAll(Kind.PROJECT);
        });
    }

    /// An instance of this component is to be looked at, by who leads its group.
    public void component(Key component) {
        loop.nudge(component);
        mirror.get(component).flatMap(Members::primaryOf).ifPresent(loop::nudge);
    }

    /// The endpoints of a component or machine changed: zones that publish them, and announcements, are to be looked at.
    public void endpoints(Key of) {
        mirror.list(Query.of(Kind.ANNOUNCEMENT).in(of.project())).stream().map(Resource::key).forEach(loop::nudge);
        mirror.list(Query.of(Kind.DNS_ZONE).in(of.project())).stream().filter(z -> z.spec(DnsZoneSpec.class).publish().contains(Publication.SERVICES)).map(Resource::key).forEach(loop::nudge);
    }

    private void everything(Kind kind, Location location) {
        mirror.list(Query.of(kind)).stream().filter(r -> concerns(r, location)).map(Resource::key).forEach(loop::nudge);
    }

    /// What is being moved is of both places.
    private static boolean concerns(Resource resource, Location location) {
        return Location.of(resource).equals(location) || resource.status() instanceof AssemblyStatus assembly && assembly.formerly().stream().anyMatch(location.text()::equals);
    }
}
