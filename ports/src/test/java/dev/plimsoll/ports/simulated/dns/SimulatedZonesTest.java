package dev.plimsoll.ports.simulated.dns;

import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsContract;

class SimulatedZonesTest extends DnsContract {
    @Override
    protected Dns open() {
        return new SimulatedZones().zone(domain());
    }

    @Override
    protected String domain() {
        return "example.org";
    }

    @Override
    protected boolean together() {
        return true;
    }
}
