package dev.plimsoll.authority;

import dev.plimsoll.model.Values;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/// What a server may be called: the names of a certificate.
///
/// @param hosts     DNS names
/// @param addresses IP addresses
public record ServerNames(List<String> hosts, List<String> addresses) {
    /// For what is not called by name.
    public static final ServerNames NONE = new ServerNames(List.of(), List.of());

    public ServerNames {
        hosts = Values.list(hosts);
        addresses = Values.list(addresses);
    }

    boolean isEmpty() {
        return hosts.isEmpty() && addresses.isEmpty();
    }

    GeneralName[] general() {
        return Stream.concat(hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)),
            addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address))).toArray(GeneralName[]::new);
    }
}
