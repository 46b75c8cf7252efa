package dev.plimsoll.clouds.openstack;

import dev.plimsoll.clouds.openstack.wire.Api;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.InstantSource;
import java.util.List;

/// One project in one region of an OpenStack.
final class OpenStackCloud implements Cloud {
    private final Api api;
    private final Ports ports;
    private final OpenStackFacts facts;
    private final Machines machines;
    private final Networks networks;
    private final Firewalls firewalls;
    private final FloatingIps floatingIps;
    private final Keys keys;

    /// @param configDrive whether machines find their user data on a disk of their own, for clouds without a metadata service
    OpenStackCloud(Api api, boolean configDrive, InstantSource clock) {
        this.api = api;
        ports = new Ports(api, clock);
        var upstreams = new Upstreams(api);
        var offer = new Offer(api);
        facts = new OpenStackFacts(api, offer, upstreams);
        firewalls = new Firewalls(api);
        machines = new Machines(api, new MachineDocument(offer, upstreams, configDrive), firewalls, ports);
        networks = new Networks(api, upstreams, ports);
        floatingIps = new FloatingIps(api, upstreams);
        keys = new Keys(api);
    }

    @Override
    public String name() {
        return "openstack";
    }

    @Override
    public CloudFacts facts() {
        return facts.asked();
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return switch (kind) {
            case MACHINE -> machines.list(plane);
            case NETWORK -> networks.list(plane);
            case FIREWALL -> firewalls.list(plane);
            case FLOATING_IP -> floatingIps.list(plane);
            case KEY -> keys.list(plane);
        };
    }

    @Override
    public String create(CloudPart part) {
        return ports.changing(() -> switch (part) {
            case CloudPart.Machine machine -> machines.create(machine);
            case CloudPart.Network network -> networks.create(network);
            case CloudPart.Firewall firewall -> firewalls.create(firewall);
            case CloudPart.FloatingIp floatingIp -> floatingIps.create(floatingIp);
            case CloudPart.PublicKey key -> keys.create(key);
        });
    }

    @Override
    public void change(String id, CloudPart part) {
        ports.changing(() -> {
            switch (part) {
                case CloudPart.Machine machine -> machines.change(id, machine);
                case CloudPart.Network network -> networks.change(id, network);
                case CloudPart.Firewall firewall -> firewalls.change(id, firewall);
                case CloudPart.FloatingIp floatingIp -> floatingIps.change(id, floatingIp);
                case CloudPart.PublicKey key -> keys.change(id, key);
            }
            return id;
        });
    }

    @Override
    public void remove(String plane, CloudRef ref) {
        ports.changing(() -> {
            removed(plane, ref);
            return ref;
        });
    }

    /// Who forbids what everything else was allowed is a policy about this object, not a matter of the credentials.
    private void removed(String plane, CloudRef ref) {
        try {
            switch (ref.kind()) {
                case MACHINE -> machines.remove(plane, ref);
                case NETWORK -> networks.remove(plane, ref);
                case FIREWALL -> firewalls.remove(plane, ref);
                case FLOATING_IP -> floatingIps.remove(plane, ref);
                case KEY -> keys.remove(plane, ref);
            }
        } catch (CloudFailure.Denied forbidden) {
            throw forbidden.code().equals("Forbidden") ? new CloudFailure.Rejected("Protected", forbidden.getMessage(), forbidden) : forbidden;
        }
    }

    @Override
    public void power(String plane, CloudRef machine, Power power) {
        machines.power(plane, machine, power);
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return machines.console(machine, lines);
    }

    @Override
    public void close() {
        api.close();
    }

    static CloudFailure absent(CloudRef ref) {
        return new CloudFailure.Absent("ObjectNotFound", "there is no " + ref + " in this cloud", null);
    }
}
