package dev.plimsoll.planning.certificate;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.certificate.CertificateName;
import dev.plimsoll.model.route.Match;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which names a route wants on certificates.
public final class RouteNames {
    private RouteNames() {}

    /// One list a certificate: those declared as domains, otherwise each host by itself. Empty when the route ends no TLS, or names its certificates itself.
    public static List<List<String>> wanted(RouteSpec route) {
        if (route.tls().isEmpty() || !route.tls().get().certificates().isEmpty() || route.access().closed().isPresent()) {
            return List.of();
        }
        var domains = route.tls().get().domains();
        return domains.isEmpty() ? hosts(route.match()).stream().map(List::of).toList()
            : domains.stream().map(d -> Stream.concat(Stream.of(d.main()), d.alternatives().stream()).distinct().toList()).toList();
    }

    /// The hosts that a match can only be for, exact and wildcards. What is not such a name, like a regular expression, can have no certificate.
    public static Set<String> hosts(Match match) {
        var hosts = new LinkedHashSet<String>();
        collect(match, hosts);
        return hosts;
    }

    private static void collect(Match match, Set<String> hosts) {
        switch (match) {
            case Match.Host(var how, var name) -> {
                if ((how == Match.How.EXACT || how == Match.How.WILDCARD) && possible(name)) {
                    hosts.add(name);
                }
            }
            case Match.And(var parts) -> parts.forEach(p -> collect(p, hosts));
            case Match.Or(var parts) -> parts.forEach(p -> collect(p, hosts));
            case Match.Any _, Match.Not _, Match.Path _, Match.Method _, Match.Header _, Match.Query _, Match.Client _ -> { }
        }
    }

    /// An address has no certificate here, nor has a name with a parameter in it.
    private static boolean possible(String name) {
        try {
            return CertificateName.require(name).equals(name) && !name.matches("[0-9.]+");
        } catch (dev.plimsoll.model.InvalidValue notThat) {
            return false;
        }
    }
}
