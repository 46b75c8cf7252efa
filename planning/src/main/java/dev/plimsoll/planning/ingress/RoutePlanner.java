package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Resolves one route.
///
/// @param entryPoints those that have names
public record RoutePlanner(EntryPoints entryPoints) {
    /// Alternatives of one rule; with more of them a rule is refused.
    private static final int MOST = 200;

    /// What becomes of a route.
    public sealed interface Planned {
        /// It is served, or closed because something that guards it is missing.
        ///
        /// @param lacks why it is closed, or cannot be reached on some entry point; none when all is well
        record Ready(ServedRoute route, Optional<Lack> lacks) implements Planned {}

        /// It cannot be told to any ingress.
        record Impossible(Lack lack) implements Planned {}
    }

    /// @param reason   stable word
    /// @param sentence for people
    public record Lack(String reason, String sentence) {}

    /// @param users   who may come in by basic authentication; none when their secret is not there
    /// @param servers who answers for a target at the moment
    public Planned plan(Resource route, Optional<Map<String, SecretText>> users, Function<Target, List<Server>> servers) {
        var spec = route.spec(RouteSpec.class);
        if (spec.match().text().contains("${")) {
            return impossible("ParametersMissing", "the rule " + spec.match().text() + " has a parameter with no value, or with one that makes no rule");
        }
        var alternatives = Alternatives.of(spec.match(), MOST);
        if (alternatives.isEmpty()) {
            return impossible("RuleTooLong", "the rule comes to more than " + MOST + " alternatives; make several routes of it");
        }
        var wanted = EntryPoints.of(spec);
        var known = wanted.stream().flatMap(name -> entryPoints.resolve(name).stream()).map(EntryPoint::name).distinct().toList();
        var unknown = wanted.stream().filter(name -> entryPoints.resolve(name).isEmpty()).map(name -> new Lack("EntryPointUnknown",
            "nobody has said where entry point " + name + " listens; start the server with --entry " + name + "=:PORT, or name a port")).findFirst();
        if (known.isEmpty()) {
            return new Planned.Impossible(unknown.orElseThrow());
        }
        var name = route.metadata().project() + "/" + route.metadata().name();
        var lack = guard(spec, users);
        if (lack.isPresent()) {
            return new Planned.Ready(new ServedRoute(name, route.metadata().generation(), spec, known, alternatives.get(), List.of(), Map.of()).closed(lack.get().sentence()), lack);
        }
        var targets = spec.targets().stream().map(t -> new TargetServers(t, servers.apply(t))).toList();
        return new Planned.Ready(new ServedRoute(name, route.metadata().generation(), spec, known, alternatives.get(), targets, users.orElse(Map.of())), unknown);
    }

    /// What has to guard it and cannot.
    private static Optional<Lack> guard(RouteSpec spec, Optional<Map<String, SecretText>> users) {
        if (spec.access().closed().isPresent()) {
            return Optional.of(new Lack("Closed", "it lets nobody in: " + spec.access().closed().get()));
        }
        if (spec.access().basic().isPresent() && users.filter(u -> !u.isEmpty()).isEmpty()) {
            return Optional.of(new Lack("ReferenceNotFound", "there are no users in secret/" + spec.access().basic().get().secret() + " who may come in; it lets nobody in until there are"));
        }
        return Optional.empty();
    }

    private static Planned impossible(String reason, String sentence) {
        return new Planned.Impossible(new Lack(reason, sentence));
    }
}
