package dev.plimsoll.controllers;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Where instances run: on a cluster, or on this machine's engine when there is none.
public record Location(Optional<Key> cluster) {
    public static final Location HERE = new Location(Optional.empty());
    /// Annotation of a component with the cluster it runs on, written by its assembly together with all else the component is to be.
    public static final String CLUSTER = "dev.plimsoll/cluster";

    /// Where a component or an assembly is declared to be.
    public static Location of(Resource resource) {
        var name = resource.kind() == Kind.ASSEMBLY ? resource.spec(AssemblySpec.class).cluster() : Optional.ofNullable(resource.metadata().annotations().get(CLUSTER)).filter(n -> !n.isEmpty());
        return named(resource.metadata().project(), name);
    }

    /// @param cluster name of one; none: this machine's engine
    public static Location named(String project, Optional<String> cluster) {
        return new Location(cluster.map(name -> new Key(Kind.CLUSTER, project, name)));
    }

    /// One that a status names, see [#text].
    public static Location told(String project, String text) {
        return named(project, Optional.of(text).filter(name -> !name.equals(AssemblyStatus.HERE)));
    }

    /// Whether a component's status speaks of where it is declared to be, and not of where it was before.
    public static boolean told(Resource component) {
        return component.status(ComponentStatus.class).cluster().equals(of(component).name());
    }

    /// As a component is looked at where it is declared to be: what is known of its image and instances elsewhere says nothing here.
    public static Resource arriving(Resource component) {
        var known = component.status(ComponentStatus.class);
        return told(component) ? component : component.withStatus(new ComponentStatus(0, known.conditions(), 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), known.cluster()));
    }

    /// Where instances of a component may be: where it is declared to be, and while its assembly is being moved, where it was.
    public static Set<Location> whereabouts(Resource component, Function<Key, Optional<Resource>> read) {
        var project = component.metadata().project();
        var all = new LinkedHashSet<>(Set.of(of(component)));
        component.metadata().owner().flatMap(o -> read.apply(o.key(project))).filter(a -> a.kind() == Kind.ASSEMBLY)
            .ifPresent(a -> a.status(AssemblyStatus.class).formerly().forEach(text -> all.add(told(project, text))));
        return all;
    }

    public Optional<String> name() {
        return cluster.map(Key::name);
    }

    /// For a status.
    public String text() {
        return name().orElse(AssemblyStatus.HERE);
    }

    /// For people.
    @Override
    public String toString() {
        return cluster.map(Key::shortForm).orElse("this machine's engine");
    }
}
