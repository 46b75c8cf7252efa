package dev.plimsoll.ports.announcement;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SecretText;
import java.util.Map;
import java.util.Optional;

/// Opens keyspaces.
@FunctionalInterface
public interface Keyspaces {
    /// @throws dev.plimsoll.ports.registration.RegisterFailure.Rejected with code `InvalidAnnouncement` when it cannot be used as declared
    Keyspace open(Access access);

    /// What is declared.
    ///
    /// @param secrets entries of the announcement's secret; none when it names none
    record Access(Key announcement, AnnouncementSpec spec, Map<String, SecretText> secrets) {
        public Access {
            secrets = Map.copyOf(secrets);
        }

        public Optional<SecretText> secret(String entry) {
            return Optional.ofNullable(secrets.get(entry)).filter(s -> !s.reveal().isBlank());
        }
    }
}
