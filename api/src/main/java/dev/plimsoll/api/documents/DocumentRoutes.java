package dev.plimsoll.api.documents;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.manifest.Explain;
import dev.plimsoll.manifest.Schemas;
import dev.plimsoll.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Their routes, which are part of the table they describe.
public final class DocumentRoutes {
    private DocumentRoutes() {}

    /// @param others   the rest of the route table
    /// @param version  of the program
    public static List<Route> of(List<Route> others, String version) {
        var all = new ArrayList<>(others);
        var openApi = once(() -> Wire.text(new OpenApi(all, version).document()));
        var schema = once(Schemas::text);
        var own = List.of(
            Route.of(Method.GET, "/v1/openapi.json", RouteDoc.of("This API, as an OpenAPI 3.1 document").answering(200, new Body.AnyJson("application/json")),
                _ -> json(openApi.get())),
            Route.of(Method.GET, "/v1/schema", RouteDoc.of("JSON Schema of Plimsoll's own files").answering(200, new Body.AnyJson("application/json")),
                _ -> json(schema.get())),
            Route.of(Method.GET, "/v1/explain", RouteDoc.of("What a kind or field is for").query("path", "such as component.health.test; empty: the kinds")
                .answering(200, new Body.Json(Explain.class)), DocumentRoutes::explain));
        all.addAll(own);
        return own;
    }

    private static Answer explain(Exchange exchange) {
        try {
            return Answer.ok(Explain.of(exchange.query("path").orElse("")));
        } catch (InvalidValue unknown) {
            throw Problem.of(ProblemCode.NOT_FOUND, unknown.getMessage());
        }
    }

    private static Answer json(String text) {
        return new Answer.Bytes(200, "application/json", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// Made when somebody first asks, not at the start.
    private static Supplier<String> once(Supplier<String> made) {
        return new Supplier<>() {
            private String text = "";

            @Override
            public synchronized String get() {
                if (text.isEmpty()) {
                    text = made.get();
                }
                return text;
            }
        };
    }
}
