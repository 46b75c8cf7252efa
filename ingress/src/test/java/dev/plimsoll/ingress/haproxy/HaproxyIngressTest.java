package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.ports.ingress.IngressContract;
import dev.plimsoll.ports.ingress.IngressSubject;
import org.junit.jupiter.api.Tag;

@Tag("haproxy")
class HaproxyIngressTest extends IngressContract {
    @Override
    protected IngressSubject subject() {
        return new HaproxySubject();
    }
}
