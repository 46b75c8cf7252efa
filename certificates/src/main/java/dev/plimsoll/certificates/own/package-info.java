/// Plimsoll's own authority as an issuer: it signs at once, for any name, and only those trust it who were given its certificate. Start at [OwnIssuer].
package dev.plimsoll.certificates.own;
