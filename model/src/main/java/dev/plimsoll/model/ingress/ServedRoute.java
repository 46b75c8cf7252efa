package dev.plimsoll.model.ingress;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A route with everything resolved.
///
/// @param name         `project/route`; nobody else's
/// @param generation   of the spec
/// @param spec         as declared
/// @param entryPoints  names of the document's entry points it listens on
/// @param alternatives one of them must hold: conditions that all hold, each plain or negated
/// @param targets      of the spec, with who answers
/// @param users        who may come in by basic authentication, each with a hash of the password
public record ServedRoute(String name, long generation, RouteSpec spec, List<String> entryPoints, List<Set<Match>> alternatives, List<TargetServers> targets,
                          Map<String, SecretText> users) {
    public ServedRoute {
        entryPoints = List.copyOf(entryPoints);
        alternatives = List.copyOf(alternatives);
        targets = List.copyOf(targets);
        users = new TreeMap<>(users);
    }

    @Override
    public Map<String, SecretText> users() {
        return Map.copyOf(users);
    }

    /// All that answer.
    public List<Server> servers() {
        return targets.stream().flatMap(t -> t.servers().stream()).toList();
    }

    /// The same, with others answering.
    public ServedRoute withTargets(List<TargetServers> changed) {
        return new ServedRoute(name, generation, spec, entryPoints, alternatives, changed, users);
    }

    /// The same claim, letting nobody in.
    ///
    /// @param why for people
    public ServedRoute closed(String why) {
        var shut = new RouteSpec(spec.match(), spec.protocol(), spec.entryPoints(), spec.priority(), spec.tls(), null, null, null, null, Access.closed(why), null, false, null, spec.acceptProxy());
        return new ServedRoute(name, generation, shut, entryPoints, alternatives, List.of(), Map.of());
    }

    /// The same on fewer entry points.
    public ServedRoute on(List<String> changed) {
        return new ServedRoute(name, generation, spec, changed, alternatives, targets, users);
    }
}
