package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Backends without a route, of the shapes that routes usually have: the next route of such a shape takes one, without a reload. Only where routes are many, because
/// then a reload takes its time.
final class Spares {
    /// Where their names begin, among all names of backends.
    static final String FIRST = "s:";
    private static final int MANY_ROUTES = 64;
    private static final int PLAIN = 16;
    private static final int OF_A_SHAPE = 8;
    private static final int SHAPES = 3;

    private Spares() {}

    static boolean is(Backend backend) {
        return backend.name().startsWith(FIRST);
    }

    /// Those that go well with these.
    static List<Backend> beside(Collection<Backend> backends, Backends rendering) {
        if (backends.size() < MANY_ROUTES) {
            return List.of();
        }
        var plain = rendering.of(new ServedRoute("any/any", 1, RouteSpec.of(Match.ANY, List.of(Target.of("any", 80))), List.of(), List.of(Set.of()), List.of(), Map.of()));
        var spares = new ArrayList<Backend>();
        add(spares, plain, 0, PLAIN);
        var counts = backends.stream().flatMap(b -> b.shape().stream()).filter(s -> !s.equals(plain.shape().orElseThrow())).collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        var usual = counts.entrySet().stream().filter(e -> e.getValue() > 1).sorted(Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue()).thenComparing(Map.Entry::getKey)).limit(SHAPES)
            .map(Map.Entry::getKey).toList();
        for (int i = 0; i < usual.size(); i++) {
            var shape = usual.get(i);
            add(spares, backends.stream().filter(b -> b.shape().filter(shape::equals).isPresent()).findFirst().orElseThrow(), i + 1, OF_A_SHAPE);
        }
        return spares;
    }

    private static void add(List<Backend> spares, Backend model, int shape, int count) {
        for (int i = 0; i < count; i++) {
            spares.add(model.empty().at(FIRST + shape + ":" + i));
        }
    }
}
