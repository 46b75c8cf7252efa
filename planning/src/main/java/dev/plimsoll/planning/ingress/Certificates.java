package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.ingress.ServedCertificate;
import java.util.Optional;

/// Which certificates there are. Answers at once, from what is known.
public interface Certificates {
    /// There are none.
    Certificates NONE = new Certificates() {
        @Override
        public Optional<ServedCertificate> forHost(String project, String host) {
            return Optional.empty();
        }

        @Override
        public Optional<ServedCertificate> named(String project, String name) {
            return Optional.empty();
        }
    };

    /// One that is good for this host name, which may begin with `*.`.
    ///
    /// @param project whose route asks
    Optional<ServedCertificate> forHost(String project, String host);

    /// The one of this name.
    Optional<ServedCertificate> named(String project, String name);
}
