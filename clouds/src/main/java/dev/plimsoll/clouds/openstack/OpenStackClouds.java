package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import java.time.InstantSource;

/// Opens regions of OpenStacks: what their declaration says is read by [Declared].
public final class OpenStackClouds implements Clouds {
    private final InstantSource clock;

    public OpenStackClouds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Cloud open(Access access) {
        if (access.spec().cloud() != CloudType.OPENSTACK) {
            throw new CloudFailure.Rejected("NotSupported", access.region().shortForm() + ": this opens regions of an OpenStack only", null);
        }
        var declared = new Declared(access);
        return new OpenStackCloud(new Api(declared.account(), clock), declared.configDrive(), clock);
    }
}
