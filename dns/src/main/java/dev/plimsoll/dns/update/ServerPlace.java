package dev.plimsoll.dns.update;

import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.TSIG;

/// Where a server is, and how we sign what we ask it.
///
/// @param address resolved anew each time, because servers move
/// @param key     none: the server asks for none
record ServerPlace(String host, int port, Optional<TSIG> key) {
    private static final int PORT = 53;
    private static final Set<String> ENTRIES = Set.of("name", "secret", "algorithm");
    private static final Map<String, String> ALGORITHMS = Map.of("hmac-sha1", "hmac-sha1", "hmac-sha224", "hmac-sha224", "hmac-sha256", "hmac-sha256", "hmac-sha384", "hmac-sha384", "hmac-sha512", "hmac-sha512");

    static ServerPlace of(DnsProviders.Access access) {
        var text = access.spec().server().orElse("");
        var bracketed = text.startsWith("[");
        int colon = text.lastIndexOf(':');
        var ported = colon > 0 && (bracketed ? text.indexOf("]:") > 0 : text.indexOf(':') == colon);
        var port = ported ? text.substring(colon + 1) : Integer.toString(PORT);
        if (text.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw invalid(access, "server is an address such as 192.0.2.53 or ns1.example.org:5353, not '" + text + "'");
        }
        if (!access.spec().options().isEmpty()) {
            throw invalid(access, "an rfc2136 zone takes no options, and " + String.join(", ", access.spec().options().keySet()) + " was given");
        }
        return new ServerPlace((ported ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", ""), Integer.parseInt(port), access.credentials().isEmpty() ? Optional.empty() : Optional.of(key(access)));
    }

    InetSocketAddress address() {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new DnsFailure.Unreachable("the server " + host + " has no address", null);
        }
        return address;
    }

    private static TSIG key(DnsProviders.Access access) {
        access.credentials().keySet().stream().filter(e -> !ENTRIES.contains(e)).findFirst().ifPresent(strange -> {
            throw invalid(access, "its secret has an entry '" + strange + "'; the key is name, secret (base64) and algorithm (hmac-sha256 when not given)");
        });
        var algorithm = access.credentials().containsKey("algorithm") ? access.credential("algorithm").toLowerCase(java.util.Locale.ROOT) : "hmac-sha256";
        if (!ALGORITHMS.containsKey(algorithm)) {
            throw invalid(access, "its key's algorithm is none of " + String.join(", ", ALGORITHMS.keySet().stream().sorted().toList()));
        }
        try {
            return new TSIG(algorithm, access.credential("name"), access.credential("secret"));
        } catch (IllegalArgumentException unreadable) {
            throw invalid(access, "its key cannot be read: name is the key's name, and secret is base64");
        }
    }

    private static DnsFailure invalid(DnsProviders.Access access, String sentence) {
        return new DnsFailure.Rejected("InvalidZone", access.zone().shortForm() + ": " + sentence, null);
    }
}
