package dev.plimsoll.api.http;

import java.util.List;

/// One line of the route table.
///
/// @param method   see there
/// @param template path with parameters in braces, such as `/v1/projects/{project}/{kind}/{name}`
/// @param access   who may call it
/// @param doc      what the OpenAPI document says of it
/// @param handler  does it
public record Route(Method method, String template, Access access, RouteDoc doc, Handler handler) {
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("template " + template + " does not start with '/'");
        }
    }

    /// A route for those who have the token.
    public static Route of(Method method, String template, RouteDoc doc, Handler handler) {
        return new Route(method, template, Access.TOKEN, doc, handler);
    }

    /// A route for those who have the token, or the one that only reads discovery.
    public static Route ofReaders(String template, RouteDoc doc, Handler handler) {
        return new Route(Method.GET, template, Access.READER, doc, handler);
    }

    /// TOKEN: the bearer token is asked for. READER: that, or the token that only reads discovery. ANYBODY: neither.
    public enum Access { TOKEN, READER, ANYBODY }

    /// Does what a route is for.
    @FunctionalInterface
    public interface Handler {
        /// @throws Problem for failures a client should understand; other exceptions are turned into problems by [Problems]
        Answer handle(Exchange exchange) throws Exception;
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/"));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
