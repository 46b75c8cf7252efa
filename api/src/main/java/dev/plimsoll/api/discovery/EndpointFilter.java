package dev.plimsoll.api.discovery;

import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.planning.discovery.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Which endpoints a request is about: those that answer to each of its query parameters.
record EndpointFilter(List<Predicate<Endpoint>> conditions) implements Predicate<Endpoint> {
    static EndpointFilter of(Exchange exchange) {
        var conditions = new ArrayList<Predicate<Endpoint>>();
        exchange.query("project").ifPresent(name -> conditions.add(e -> e.project().equals(name)));
        exchange.query("assembly").ifPresent(name -> conditions.add(e -> e.component().assembly().equals(name)));
        exchange.query("component").ifPresent(name -> conditions.add(e -> e.component().component().equals(name)));
        exchange.query("cluster").ifPresent(name -> conditions.add(e -> e.component().cluster().equals(name)));
        exchange.query("machine").ifPresent(name -> conditions.add(e -> e.machine().equals(name)));
        exchange.query("exporter").ifPresent(name -> conditions.add(e -> e.metrics().stream().anyMatch(m -> m.exporter().equals(name))));
        if (exchange.asked("ready")) {
            conditions.add(Endpoint::ready);
        }
        exchange.query("labels").ifPresent(text -> labels(text, conditions));
        return new EndpointFilter(conditions);
    }

    private static void labels(String text, List<Predicate<Endpoint>> conditions) {
        for (var pair : text.split(",")) {
            int at = pair.indexOf('=');
            if (at < 1) {
                throw Problem.of(ProblemCode.MALFORMED, "query parameter labels must be like name=value,other=value");
            }
            conditions.add(e -> pair.substring(at + 1).equals(e.labels().get(pair.substring(0, at))));
        }
    }

    @Override
    public boolean test(Endpoint endpoint) {
        for (var condition : conditions) {
            if (!condition.test(endpoint)) {
                return false;
            }
        }
        return true;
    }
}
