package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.Clouds.Access;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.Map;

/// The real OpenStack that `labs/openstack/up.sh` brings up on this machine, as its user `demo`.
final class Lab {
    private static final InetSocketAddress IDENTITY = new InetSocketAddress("127.0.0.1", 5000);

    private Lab() {}

    /// Whether it is up.
    static boolean up() {
        try (var socket = new Socket()) {
            socket.connect(IDENTITY, 2_000);
            return true;
        } catch (IOException down) {
            return false;
        }
    }

    static Access access() {
        return access(Map.of("user", new SecretText("demo"), "password", new SecretText("demo-pw")), Map.of("project", "demo"));
    }

    static Access access(Map<String, SecretText> secret, Map<String, String> options) {
        var spec = new RegionSpec(CloudType.OPENSTACK, java.util.Optional.of("http://127.0.0.1:5000/v3"), java.util.Optional.of("RegionOne"), java.util.Optional.of("lab"), options, null, null, 10);
        return new Access(new Key(Kind.REGION, "default", "lab"), spec, secret);
    }

    static Cloud cloud() {
        return new OpenStackClouds(Clock.systemUTC()).open(access());
    }

    /// What a person asks with.
    static Api hands() {
        return new Api(new Declared(access()).account(), Clock.systemUTC());
    }
}
