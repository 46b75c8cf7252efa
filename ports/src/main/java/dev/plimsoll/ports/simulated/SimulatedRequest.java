package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.route.Match;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request in the simulated world, and how a document answers it.
///
/// @param entryPoint name of where it comes in
/// @param host       without a port
/// @param path       without the query
/// @param headers    by name in lower case
public record SimulatedRequest(String entryPoint, String host, String path, Map<String, String> headers) {
    /// @param status as an ingress answers by itself, or 200 from a server
    /// @param server who answered; empty when the ingress did
    public record Answer(int status, String server) {}

    /// The first rule that takes it decides.
    Answer in(IngressDocument document) {
        if (document.challenges().isPresent() && path.startsWith("/.well-known/acme-challenge/")) {
            return new Answer(200, document.challenges().get().name());
        }
        var route = document.rules().stream().filter(r -> r.conditions().stream().allMatch(this::meets)).flatMap(r -> route(document, r.route()).stream()).findFirst();
        if (route.isEmpty()) {
            return new Answer(404, "");
        }
        if (route.get().spec().access().closed().isPresent()) {
            return new Answer(403, "");
        }
        return route.get().targets().stream().filter(t -> t.target().weight() > 0).flatMap(t -> t.servers().stream()).filter(s -> !s.leaving()).findFirst()
            .map(Server::name).map(name -> new Answer(200, name)).orElse(new Answer(503, ""));
    }

    private Optional<ServedRoute> route(IngressDocument document, String name) {
        return document.routes().stream().filter(r -> r.name().equals(name) && r.entryPoints().contains(entryPoint)).findFirst();
    }

    private boolean meets(Match condition) {
        return switch (condition) {
            case Match.Not(var inner) -> !meets(inner);
            case Match.Host(var how, var name) -> how == Match.How.WILDCARD ? host.matches("[^.]+" + Pattern.quote(name.substring(1))) : compares(how, name, host);
            case Match.Path(var how, var wanted) -> compares(how, wanted, path);
            case Match.Header(var name, var how, var wanted) -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).filter(v -> compares(how, wanted, v)).isPresent();
            case Match.Method(var method) -> method.equals("GET");
            case Match.Client _, Match.Any _ -> true;
            case Match.Query _, Match.And _, Match.Or _ -> false;
        };
    }

    private static boolean compares(Match.How how, String wanted, String text) {
        return switch (how) {
            case EXACT, WILDCARD -> text.equals(wanted);
            case PREFIX -> text.startsWith(wanted);
            case SUFFIX -> text.endsWith(wanted);
            case REGEXP -> Pattern.compile(wanted).matcher(text).find();
        };
    }
}
