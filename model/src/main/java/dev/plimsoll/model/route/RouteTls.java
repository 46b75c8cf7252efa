package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Optional;

/// TLS that ends at the ingress. Without certificates and resolver, whatever certificate the ingress has for the host is used.
///
/// @param certificates names of certificates to use
/// @param byDefault    certificate for clients that ask for no name, or an unknown one; none turns them away
/// @param resolver     who gets the certificate when none is named
/// @param domains      names the certificate must have; the route's hosts when empty
public record RouteTls(
    @Doc("Names of certificates to use.") List<String> certificates,
    @Doc("Certificate for clients that ask for no known name; none turns them away.") Optional<String> byDefault,
    @Doc("Issuer that gets the certificate, when none is named.") Optional<String> resolver,
    @Doc("Names the certificate must have; the route's hosts when empty.") List<Domain> domains) {
    public static final RouteTls ON = new RouteTls(null, null, null, null);

    public RouteTls {
        certificates = Values.list(certificates);
        byDefault = Values.optional(byDefault);
        resolver = Values.optional(resolver);
        domains = Values.list(domains);
    }

    /// Names on one certificate.
    public record Domain(@Doc("First name.") String main, @Doc("Further names.") List<String> alternatives) {
        public Domain {
            main = name(main);
            alternatives = Values.list(alternatives).stream().map(Domain::name).toList();
        }

        private static String name(String written) {
            return Texts.host(written.startsWith("*.") ? Match.How.WILDCARD : Match.How.EXACT, written);
        }
    }
}
