package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.ManifestYaml;
import dev.plimsoll.manifest.Needs;
import dev.plimsoll.manifest.advice.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads declarations for their own sake: what is wrong or could be better about them, and what they are as Plimsoll's own resources. Nothing is stored.
public final class ReadingRoutes {
    private ReadingRoutes() {}

    public static List<Route> all() {
        var request = new Body.Json(ApplyRequest.class);
        return List.of(
            Route.of(Method.POST, "/v1/lint", RouteDoc.of("What is wrong with a declaration, not honoured of it, or could be better").taking(request)
                .answering(200, new Body.Json(Linted.class)), ReadingRoutes::lint),
            Route.of(Method.POST, "/v1/convert", RouteDoc.of("A declaration as Plimsoll's own resources in YAML, with variables for the values of secrets").taking(request)
                .answering(200, new Body.Json(Converted.class)), ReadingRoutes::convert));
    }

    /// @param findings on the files, and advice on what they declare
    record Linted(List<Finding> findings) {}

    /// @param yaml      the resources
    /// @param variables names of variables that stand for values of secrets
    /// @param findings  on the files
    record Converted(String yaml, Set<String> variables, List<Finding> findings) {}

    /// What images are built from matters to nobody here, so it need not be sent.
    private static Answer lint(Exchange exchange) throws Exception {
        var declaration = Declarations.looked(exchange.json(ApplyRequest.class, exchange.limits().declaration()));
        var needs = new Needs(declaration.needs().files(), declaration.needs().variables(), Set.of());
        if (!needs.nothing()) {
            throw Declarations.needs(needs);
        }
        var findings = new ArrayList<>(declaration.findings());
        findings.addAll(Advice.on(declaration));
        return Answer.ok(new Linted(findings));
    }

    private static Answer convert(Exchange exchange) throws Exception {
        var declaration = Declarations.read(exchange.json(ApplyRequest.class, exchange.limits().declaration()));
        var written = ManifestYaml.of(declaration.resources());
        return Answer.ok(new Converted(written.text(), Set.copyOf(written.variables().keySet()), declaration.findings()));
    }
}
