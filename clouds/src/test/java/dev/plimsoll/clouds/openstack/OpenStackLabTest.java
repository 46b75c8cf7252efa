package dev.plimsoll.clouds.openstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudContract;
import dev.plimsoll.ports.cloud.CloudSubject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/// A real OpenStack keeps every cloud's promises.
@Tag("lab")
class OpenStackLabTest extends CloudContract {
    private static Cloud cloud;
    private static Api hands;

    @BeforeAll
    static void connect() {
        assumeTrue(Lab.up(), "no OpenStack answers here; labs/openstack/up.sh brings one up");
        cloud = Lab.cloud();
        hands = Lab.hands();
    }

    @AfterAll
    static void disconnect() {
        if (cloud != null) {
            cloud.close();
            hands.close();
        }
    }

    @Override
    protected CloudSubject open() {
        return new OpenStackSubject(cloud, hands, 100, () -> { });
    }
}
