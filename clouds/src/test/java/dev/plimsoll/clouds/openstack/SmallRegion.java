package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.small.SmallOpenStack;
import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.Clouds.Access;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A region of a small OpenStack, opened.
///
/// @param cloud as the control plane has it
/// @param hands what a person asks with
record SmallRegion(SmallOpenStack small, Cloud cloud, Api hands) implements AutoCloseable {
    static final Map<String, SecretText> USER = Map.of("user", new SecretText("demo"), "password", new SecretText("demo-pw"));

    static SmallRegion opened(InstantSource clock) {
        var small = new SmallOpenStack(clock);
        var access = access(small, USER, Map.of("project", "demo"));
        return new SmallRegion(small, new OpenStackClouds(clock).open(access), new Api(new Declared(access).account(), clock));
    }

    static Access access(SmallOpenStack small, Map<String, SecretText> secret, Map<String, String> options) {
        var spec = new RegionSpec(CloudType.OPENSTACK, Optional.of(small.identity()), Optional.of("RegionOne"), Optional.of("cloud"), options, null, null, 10);
        return new Access(new Key(Kind.REGION, "default", "here"), spec, secret);
    }

    @Override
    public void close() {
        cloud.close();
        hands.close();
        small.close();
    }
}
