package dev.plimsoll.ports.certificates;

import java.time.Instant;
import java.util.List;

/// A certificate and what it says of itself.
///
/// @param chain    PEM: the certificate first, then those that vouch for it
/// @param names    DNS names it has
/// @param signedBy who signed it
/// @param serial   in hexadecimal
public record IssuedCertificate(String chain, List<String> names, String signedBy, String serial, Instant notBefore, Instant notAfter) {
    public IssuedCertificate {
        names = List.copyOf(names);
    }
}
