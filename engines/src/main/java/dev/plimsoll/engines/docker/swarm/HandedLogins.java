package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.words.ImageName;
import dev.plimsoll.ports.Images;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which log-in each service was given last, as long as this control plane lives: passwords are written nowhere, nor are hashes of them. A new control plane gives every service its
/// log-in once more.
final class HandedLogins {
    private final Logins logins;
    private final Map<String, Images.Login> handed = new ConcurrentHashMap<>();

    HandedLogins(Logins logins) {
        this.logins = logins;
    }

    /// What holds now for an image; none when no registry is asked for it, or it wants no log-in.
    Optional<Images.Login> to(String image) {
        return ImageDelivery.needed(image) ? Optional.empty() : logins.to(new ImageName(image).registry());
    }

    /// @param login that was sent and taken
    void given(String service, Optional<Images.Login> login) {
        login.ifPresentOrElse(l -> handed.put(service, l), () -> handed.remove(service));
    }

    /// Whether another one holds than the service has. One that is needed no more may stay.
    boolean changed(String service, String image) {
        return to(image).filter(login -> !login.equals(handed.get(service))).isPresent();
    }
}
