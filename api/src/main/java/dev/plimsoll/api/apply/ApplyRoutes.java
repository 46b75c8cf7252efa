package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.operations.Contexts;
import dev.plimsoll.api.plane.ContextStore;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.Secrecy;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Needs;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Apply, preview, and the actions on assemblies.
public final class ApplyRoutes {
    private final Mirror mirror;
    private final ContextStore contexts;
    private final Merging merging;
    private final Applier applier;
    private final IdempotencyMemory memory;

    private ApplyRoutes(ControlPlane plane, Commits commits) {
        this.mirror = plane.mirror();
        this.contexts = plane.contexts();
        this.merging = new Merging(mirror, new Secrecy(plane.sealer()));
        this.applier = new Applier(mirror, commits, plane.foresight(), new Impatience(mirror, plane.ask()));
        this.memory = new IdempotencyMemory(plane.clock());
    }

    public static List<Route> of(ControlPlane plane, Commits commits) {
        var routes = new ApplyRoutes(plane, commits);
        var actions = new Actions(plane.store(), commits, plane.clock());
        var rollback = new Rollback(plane.mirror(), routes.applier);
        var request = new Body.Json(ApplyRequest.class);
        var answer = new Body.Json(ApplyAnswer.class);
        return List.of(
            Route.of(Method.POST, "/v1/apply", RouteDoc.of("Stores a whole declaration in one commit").query("dryRun", "true: only preview")
                .header("Idempotency-Key", "a repeated request with the same key gets the first answer").taking(request).answering(200, answer), routes::apply),
            Route.of(Method.POST, "/v1/preview", RouteDoc.of("What an apply would change and what would be done outside").taking(request).answering(200, answer),
                routes::preview),
            Route.of(Method.POST, "/v1/projects/{project}/assemblies/{name}/scale", RouteDoc.of("Sets numbers of instances")
                .taking(new Body.Json(Actions.Scale.class)).answering(200, new Body.OneResource()), actions::scale),
            Route.of(Method.POST, "/v1/projects/{project}/assemblies/{name}/restart", RouteDoc.of("Replaces instances by the update policy")
                .taking(new Body.Json(Actions.Restart.class)).answering(200, new Body.OneResource()), actions::restart),
            Route.of(Method.POST, "/v1/projects/{project}/assemblies/{name}/rollback", RouteDoc.of("Goes back to a release: images, configs and secrets")
                .query("dryRun", "true: only preview").taking(new Body.Json(Rollback.Wanted.class)).answering(200, answer), rollback::rollback));
    }

    private Answer preview(Exchange exchange) throws Exception {
        return Answer.ok(applier.preview(intent(exchange.json(ApplyRequest.class, exchange.limits().declaration()))));
    }

    private Answer apply(Exchange exchange) throws Exception {
        if (exchange.asked("dryRun")) {
            return preview(exchange);
        }
        var body = exchange.bytes(exchange.limits().declaration());
        var key = exchange.header("Idempotency-Key").filter(k -> !k.isEmpty());
        var answer = key.isPresent() ? memory.once(key.get(), body, () -> applied(body)) : applied(body);
        return new Answer.Bytes(200, "application/json", answer, Map.of());
    }

    private byte[] applied(byte[] body) throws Exception {
        var request = Wire.read(ApplyRequest.class, body);
        var declaration = read(request);
        return Wire.bytes(applier.apply(() -> intent(request, declaration), request.expect()));
    }

    private Intent intent(ApplyRequest request) {
        return intent(request, read(request));
    }

    /// A context that was uploaded and is gone again is asked for like one that never was.
    private Declaration read(ApplyRequest request) {
        var gone = request.contexts().entrySet().stream().filter(c -> !contexts.has(Contexts.digest(c.getValue()))).map(Map.Entry::getKey)
            .collect(java.util.stream.Collectors.toSet());
        if (!gone.isEmpty()) {
            throw Problem.of(ProblemCode.NEEDS, "build contexts are named that are not stored").needs(new Needs(java.util.Set.of(), java.util.Set.of(), gone));
        }
        return PlanParameters.answered(Declarations.read(request), request.withValues().set(), mirror);
    }

    private Intent intent(ApplyRequest request, Declaration declaration) {
        var findings = new ArrayList<Finding>(declaration.findings());
        var shared = SharedAddresses.among(declaration.resources(), mirror);
        if (!shared.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID, shared.getFirst().toString()).findings(shared);
        }
        findings.addAll(References.missing(declaration.resources(), mirror));
        return merging.merge(declaration.resources(), request.prune(), findings);
    }
}
