package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.engines.docker.wire.Route;
import java.util.Optional;

/// One request.
///
/// @param doing for messages, in words that follow "cannot": `make machine web-1`
/// @param route below the service's address
/// @param body  plain values to be sent as JSON
public record Ask(String doing, String method, Service service, Route route, Optional<Object> body) {
    public static Ask get(String doing, Service service, Route route) {
        return new Ask(doing, "GET", service, route, Optional.empty());
    }

    public static Ask post(String doing, Service service, Route route, Object body) {
        return new Ask(doing, "POST", service, route, Optional.of(body));
    }

    public static Ask put(String doing, Service service, Route route, Object body) {
        return new Ask(doing, "PUT", service, route, Optional.of(body));
    }

    public static Ask delete(String doing, Service service, Route route) {
        return new Ask(doing, "DELETE", service, route, Optional.empty());
    }

    Ask at(Route other) {
        return new Ask(doing, method, service, other, body);
    }
}
