package dev.plimsoll.api.http;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The route table: finds the route of a request. A literal segment wins over a parameter, the leftmost one first.
public final class Routes {
    private final List<Entry> entries;

    public Routes(List<Route> routes) {
        this.entries = routes.stream().map(r -> new Entry(r, r.segments())).sorted(Comparator.comparing(Entry::order)).toList();
    }

    /// In the order they are tried.
    public List<Route> all() {
        return entries.stream().map(Entry::route).toList();
    }

    /// @param segments decoded names between the slashes
    /// @throws Problem 404 when no route has such a path, 405 when one has, with other methods
    Match match(Method method, List<String> segments) {
        var others = new TreeSet<String>();
        for (Entry entry : entries) {
            var parameters = entry.match(segments);
            if (parameters.isPresent()) {
                if (entry.route.method() == method) {
                    return new Match(entry.route, parameters.get());
                }
                others.add(entry.route.method().name());
            }
        }
        throw others.isEmpty() ? Problem.of(ProblemCode.NOT_FOUND, "there is nothing at /" + String.join("/", segments))
            : Problem.of(ProblemCode.METHOD_NOT_ALLOWED, method + " is not possible here").hint("allowed: " + String.join(", ", others));
    }

    /// The methods a path has.
    Optional<Route> any(List<String> segments) {
        return entries.stream().filter(e -> e.match(segments).isPresent()).map(Entry::route).findFirst();
    }

    /// A route and the values of its template's parameters.
    record Match(Route route, Map<String, String> parameters) {}

    private record Entry(Route route, List<String> segments) {
        /// Literals sort before parameters: `0` before `1`, segment by segment.
        String order() {
            var order = new StringBuilder();
            segments.forEach(s -> order.append(Route.isParameter(s) ? '1' : '0'));
            return order.append(route.template()).toString();
        }

        Optional<Map<String, String>> match(List<String> given) {
            if (given.size() != segments.size()) {
                return Optional.empty();
            }
            var parameters = new LinkedHashMap<String, String>();
            for (int i = 0; i < given.size(); i++) {
                var segment = segments.get(i);
                if (Route.isParameter(segment)) {
                    parameters.put(segment.substring(1, segment.length() - 1), given.get(i));
                } else if (!segment.equals(given.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }
    }
}
