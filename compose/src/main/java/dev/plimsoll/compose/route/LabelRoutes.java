package dev.plimsoll.compose.route;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Labels of Traefik, of whatever version, to routes. Labels of v2 and v3 define things for the whole project; labels of v1 are about their service alone.
public final class LabelRoutes {
    private LabelRoutes() {}

    /// A label that was meant to be one of Traefik's and is not, because of a slip in its first word; with what it was meant to be.
    public static Optional<String> misspelt(String label) {
        return Spelling.isNearly(label) ? Spelling.hint(label).or(() -> Optional.of("labels of Traefik begin with traefik.")) : Optional.empty();
    }

    /// @param services    those that are enabled
    /// @param entryPoints what their names stand for
    /// @param dialect     in Swarm stacks Traefik sees no port but the one in a label; with Rancher it was always v1
    public static void into(Routes routes, List<Labelled> services, EntryPoints entryPoints, Dialect dialect) {
        var findings = routes.findings();
        var newer = new ArrayList<Labelled>();
        var older = new OlderRoutes(routes, entryPoints, dialect == Dialect.STACK);
        for (var service : services) {
            var labels = service.labels().stream().filter(l -> l.name().toLowerCase(Locale.ROOT).startsWith("traefik.")).toList();
            if (labels.isEmpty() || switchedOff(labels, findings)) {
                continue;
            }
            var others = labels.stream().filter(l -> OlderRoutes.isOlder(l.name())).toList();
            if (others.size() < labels.size()) {
                newer.add(service);
                common(others, findings);
            } else if (dialect != Dialect.RANCHER && others.stream().allMatch(l -> l.name().equalsIgnoreCase("traefik.enable"))) {
                newer.add(service);
            } else {
                older.add(service, others);
            }
        }
        new NewerRoutes(routes, entryPoints, dialect == Dialect.STACK).read(newer);
        older.read();
    }

    private static boolean switchedOff(List<Label> labels, Findings findings) {
        return labels.stream().filter(l -> l.name().equalsIgnoreCase("traefik.enable")).reduce((_, last) -> last).map(l -> !new LabelValues(java.util.Map.of("enable", l), findings)
            .is("enable", true)).orElse(false);
    }

    /// Labels of v1 beside those of later versions are left from a move; no Traefik reads both.
    private static void common(List<Label> others, Findings findings) {
        for (var label : others) {
            var field = label.name().substring("traefik.".length());
            if (Segments.isCommon(field)) {
                Segments.lookAtCommon(label, field, findings);
            } else if (Segments.isKnown(field)) {
                label.notice(findings, "NotHonoured", "it is for Traefik v1, and the service has labels of a later version, which count");
            } else {
                label.error(findings, "UnknownLabel", Quote.of(label.name()) + " is no label of Traefik", Spelling.hint(label.name()).or(() -> Optional.of("labels begin with traefik.http. or traefik.tcp.")));
            }
        }
    }
}
