package dev.plimsoll.api.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.EventStream;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.model.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The OpenAPI 3.1 document of a route table. Routes that are generic over kinds are written out for each kind.
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final List<Route> routes;
    private final String version;
    private final ObjectNode definitions = Wire.object();
    private final RecordSchemas records = new RecordSchemas(definitions);
    private final KindSchemas kinds = new KindSchemas(definitions);

    OpenApi(List<Route> routes, String version) {
        this.routes = routes;
        this.version = version;
    }

    ObjectNode document() {
        var document = Wire.object().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Plimsoll").put("version", version);
        var paths = document.putObject("paths");
        for (var route : routes) {
            for (var kind : kinds(route)) {
                var path = route.template().replace("{kind}", kind.map(Kind::plural).orElse(""));
                var operations = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
                operations.set(route.method().name().toLowerCase(Locale.ROOT), operation(route, kind, path));
            }
        }
        var components = document.putObject("components");
        components.set("schemas", definitions);
        components.putObject("securitySchemes").putObject("token").put("type", "http").put("scheme", "bearer");
        return document;
    }

    /// The kinds a route stands for; none for a route that is about no kind or a fixed one.
    private static List<Optional<Kind>> kinds(Route route) {
        if (!route.template().contains("{kind}")) {
            return List.of(route.template().startsWith("/v1/projects/{name}") ? Optional.of(Kind.PROJECT) : Optional.empty());
        }
        boolean inProject = route.template().contains("{project}");
        return Arrays.stream(Kind.values()).filter(k -> !inProject || k.inProject()).map(Optional::of).toList();
    }

    private ObjectNode operation(Route route, Optional<Kind> kind, String path) {
        var operation = Wire.object().put("summary", route.doc().summary());
        if (route.access() != Route.Access.ANYBODY) {
            operation.putArray("security").addObject().putArray("token");
        }
        var parameters = operation.putArray("parameters");
        PARAMETER.matcher(path).results().forEach(p -> parameters.addObject().put("in", "path").put("name", p.group(1)).put("required", true)
            .putObject("schema").put("type", "string"));
        route.doc().parameters().forEach(p -> parameters.addObject().put("in", p.in()).put("name", p.name()).put("description", p.sentence())
            .putObject("schema").put("type", "string"));
        content(route.doc().takes(), kind.or(() -> fixed(path)), false).ifPresent(c -> operation.putObject("requestBody").set("content", c));
        var responses = operation.putObject("responses");
        for (Map.Entry<Integer, Body> answer : route.doc().answers().entrySet()) {
            var response = responses.putObject(Integer.toString(answer.getKey())).put("description", route.doc().summary());
            content(answer.getValue(), kind.or(() -> fixed(path)), true).ifPresent(c -> response.set("content", c));
        }
        responses.putObject("default").put("description", "A failure").putObject("content").putObject("application/problem+json")
            .set("schema", records.reference(Problem.Document.class, true));
        return operation;
    }

    /// The kind that a path names literally, such as assemblies in `…/assemblies/{name}/scale`.
    private static Optional<Kind> fixed(String path) {
        return Arrays.stream(Kind.values()).filter(k -> k.inProject() && path.contains("/" + k.plural() + "/")).findFirst();
    }

    private Optional<ObjectNode> content(Body body, Optional<Kind> kind, boolean answer) {
        return switch (body) {
            case Body.None _ -> Optional.empty();
            case Body.Json json -> Optional.of(media("application/json", records.reference(json.type(), answer)));
            case Body.JsonList list -> Optional.of(media("application/json", Wire.object().put("type", "array").set("items", records.reference(list.type(), answer))));
            case Body.AnyValue _ -> Optional.of(media("application/json", Wire.object()));
            case Body.OneResource _ -> Optional.of(media("application/json", kinds.resource(kind.orElseThrow())));
            case Body.ManyResources _ -> {
                var both = media("application/json", kinds.page(kind.orElseThrow()));
                both.putObject(EventStream.MEDIA_TYPE).putObject("schema").put("type", "string");
                yield Optional.of(both);
            }
            case Body.AnyJson any -> Optional.of(media(any.mediaType(), Wire.object().put("type", "object")));
            case Body.Raw raw -> Optional.of(media(raw.mediaType(), Wire.object().put("type", "string")));
        };
    }

    private static ObjectNode media(String type, ObjectNode schema) {
        var content = Wire.object();
        content.putObject(type).set("schema", schema);
        return content;
    }
}
