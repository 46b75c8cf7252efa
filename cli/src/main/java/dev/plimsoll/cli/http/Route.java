package dev.plimsoll.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Path and query of a request. Each part is encoded, so that what a person typed stays one part.
public record Route(String text) {
    /// `Route.of("v1", "projects", project)`.
    public static Route of(String... parts) {
        return new Route(Arrays.stream(parts).map(p -> "/" + encoded(p)).collect(Collectors.joining()));
    }

    /// `/v1/projects/P/…`.
    public static Route project(String project, String... parts) {
        var all = new String[parts.length + 3];
        all[0] = "v1";
        all[1] = "projects";
        all[2] = project;
        System.arraycopy(parts, 0, all, 3, parts.length);
        return of(all);
    }

    /// With one more query parameter; an empty value adds nothing.
    public Route with(String name, String value) {
        return value.isEmpty() ? this : new Route(text + (text.indexOf('?') < 0 ? "?" : "&") + name + "=" + encoded(value));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text;
    }
}
