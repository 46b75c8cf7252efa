package dev.plimsoll.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said of a route: the OpenAPI document is made from it, and the test that calls every route holds it against the running server.
///
/// @param summary    one sentence
/// @param parameters query parameters and headers
/// @param takes      the request's body
/// @param answers    bodies by status, failures left out: those are problem documents everywhere
public record RouteDoc(String summary, List<Parameter> parameters, Body takes, Map<Integer, Body> answers) {
    public RouteDoc {
        parameters = List.copyOf(parameters);
        answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    public static RouteDoc of(String summary) {
        return new RouteDoc(summary, List.of(), new Body.None(), Map.of());
    }

    public RouteDoc query(String name, String sentence) {
        return with(new Parameter("query", name, sentence));
    }

    public RouteDoc header(String name, String sentence) {
        return with(new Parameter("header", name, sentence));
    }

    public RouteDoc taking(Body body) {
        return new RouteDoc(summary, parameters, body, answers);
    }

    public RouteDoc answering(int status, Body body) {
        var all = new LinkedHashMap<>(answers);
        all.put(status, body);
        return new RouteDoc(summary, parameters, takes, all);
    }

    private RouteDoc with(Parameter parameter) {
        var all = new ArrayList<>(parameters);
        all.add(parameter);
        return new RouteDoc(summary, all, takes, answers);
    }

    /// @param in `query` or `header`
    public record Parameter(String in, String name, String sentence) {}

    /// What a body is.
    public sealed interface Body {
        /// None at all.
        record None() implements Body {}

        /// JSON of this record type.
        record Json(Class<?> type) implements Body {}

        /// A JSON array of records of this type.
        record JsonList(Class<?> type) implements Body {}

        /// Any JSON value; its form is described elsewhere.
        record AnyValue() implements Body {}

        /// A resource of the kind the path names.
        record OneResource() implements Body {}

        /// A page of resources of the kind the path names.
        record ManyResources() implements Body {}

        /// A JSON document whose form is described elsewhere.
        record AnyJson(String mediaType) implements Body {}

        /// Bytes or text.
        record Raw(String mediaType) implements Body {}
    }
}
