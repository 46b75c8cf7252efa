package dev.plimsoll.ports.registration;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.registration.RegisterEntry;
import java.util.HashMap;
import java.util.Map;

/// Opens registers.
@FunctionalInterface
public interface Registers {
    /// A register to talk to. Need not ask anybody yet.
    ///
    /// @throws RegisterFailure.Rejected with code `InvalidRegistration` when a call cannot be made as declared: it names an entry that the secret does not have, or its body is no JSON
    Register open(Access access);

    /// What an adapter needs to know.
    ///
    /// @param registration whose it is, for messages
    /// @param spec         as declared
    /// @param mark         of entries that are ours
    /// @param secrets      the opened entries of the registration's secret; empty when it names none
    record Access(Key registration, RegistrationSpec spec, String mark, Map<String, SecretText> secrets) {
        public Access {
            secrets = Map.copyOf(secrets);
        }

        /// What every call's templates may ask for, besides secrets.
        public Map<String, String> places() {
            return Map.of("mark", mark, "component", spec.component(), "assembly", spec.assembly().orElse(""), "project", registration.project());
        }

        /// What calls about an entry may ask for, besides secrets.
        public Map<String, String> places(RegisterEntry entry) {
            var all = new HashMap<>(places());
            all.put("id", entry.id());
            all.put("key", entry.key());
            return all;
        }
    }
}
