package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState;
import dev.plimsoll.model.ingress.IngressState.Standing;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.ports.ingress.IngressFailure;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The routes of one document that cannot be served, and why. A route that HAProxy refuses is closed; one whose rule it refuses cannot be, and is left out.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    /// Routes that one document may be wrong in; beyond, the document is.
    private static final int MOST = 50;
    private static final String RULE = "RuleRefused";

    private final TreeMap<String, Standing.Refused> refused = new TreeMap<>();
    private int refusals;

    /// Cannot be served for a reason of this machine's.
    void taken(String route, String reason, String sentence) {
        refused.put(route, new Standing.Refused(reason, sentence));
    }

    /// The document without what was to blame.
    ///
    /// @throws IngressFailure.Rejected when no route is, or too many are
    IngressDocument without(IngressDocument document, Refusal refusal) {
        var name = refusal.route().orElseThrow(() -> new IngressFailure.Rejected("DocumentRefused", "HAProxy refuses the configuration: " + refusal.words()));
        refusals++;
        if (refusals > MOST) {
            throw new IngressFailure.Rejected("TooManyRefused", "HAProxy refuses more than " + MOST + " routes, the last one because: " + refusal.words());
        }
        LOG.warn("HAProxy refuses route {}: {}", name, refusal.words());
        boolean again = refused.put(name, new Standing.Refused(RULE, "HAProxy refuses it, so it lets nobody in: " + refusal.words())) instanceof Standing.Refused before
            && before.reason().equals(RULE);
        var route = document.routes().stream().filter(r -> r.name().equals(name)).findFirst();
        return again || route.isEmpty() ? document.without(name) : document.with(route.get().closed("HAProxy refuses it"));
    }

    /// What came of the document as it was asked for.
    IngressState state(IngressDocument document) {
        return new IngressState(document.routes().stream().collect(Collectors.toMap(ServedRoute::name,
            r -> Optional.<Standing>ofNullable(refused.get(r.name())).orElseGet(() -> new Standing.Served(r.generation())))));
    }
}
