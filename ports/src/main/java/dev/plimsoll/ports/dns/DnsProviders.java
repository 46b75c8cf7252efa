package dev.plimsoll.ports.dns;

import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SecretText;
import java.util.Map;

/// Opens zones.
@FunctionalInterface
public interface DnsProviders {
    /// A zone to talk to. Need not ask anybody yet.
    ///
    /// @throws DnsFailure.Rejected when no adapter knows this provider (code `NotSupported`), or when a setting or a credential is missing or unknown (code `InvalidZone`);
    ///     the sentence names it and says what the adapter takes
    Dns open(Access access);

    /// What an adapter needs to know.
    ///
    /// @param zone        whose it is, for messages
    /// @param spec        as declared
    /// @param credentials the opened entries of the zone's secret; empty when it names none
    record Access(Key zone, DnsZoneSpec spec, Map<String, SecretText> credentials) {
        public Access {
            credentials = Map.copyOf(credentials);
        }

        /// A credential that cannot be done without.
        public String credential(String entry) {
            var value = credentials.get(entry);
            if (value == null) {
                throw new DnsFailure.Rejected("InvalidZone", zone.shortForm() + ": its secret needs an entry '" + entry + "'", null);
            }
            return value.reveal().strip();
        }
    }
}
