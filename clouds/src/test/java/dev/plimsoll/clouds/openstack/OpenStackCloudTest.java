package dev.plimsoll.clouds.openstack;

import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudSubject;
import java.time.Clock;

/// The adapter keeps every cloud's promises on a small OpenStack; `OpenStackLabTest` shows that a real one is no different.
class OpenStackCloudTest extends CloudContract {
    @Override
    protected CloudSubject open() {
        var region = SmallRegion.opened(Clock.systemUTC());
        return new OpenStackSubject(region.cloud(), region.hands(), 2, region::close);
    }
}
