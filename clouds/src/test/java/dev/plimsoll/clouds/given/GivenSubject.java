package dev.plimsoll.clouds.given;

import dev.plimsoll.clouds.local.SshHosts;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.CloudSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Three hosts with an SSH server, and a person who is root on them.
final class GivenSubject implements CloudSubject, CloudSubject.CloudHands {
    /// As long as a real one, so that it is many lines on its way.
    private static final String SETUP = "#!/bin/sh\n" + "# what a machine is told\n".repeat(500) + "echo set up; echo done >/etc/plimsoll/done\n";

    private final Cloud cloud;
    private final SshHosts hosts;
    private final List<Integer> foreign = new ArrayList<>();

    GivenSubject(Cloud cloud, SshHosts hosts) {
        this.cloud = cloud;
        this.hosts = hosts;
    }

    @Override
    public Cloud cloud() {
        return cloud;
    }

    @Override
    public CloudHands hands() {
        return this;
    }

    @Override
    public CloudPart.Machine machine(String name, CloudStamp stamp) {
        return new CloudPart.Machine(name, stamp, Optional.empty(), "", "", List.of(), List.of(), List.of(), new SecretText(SETUP), Map.of());
    }

    @Override
    public String cidr() {
        return "10.231.19.0/24";
    }

    @Override
    public String address() {
        return "10.231.19.50";
    }

    @Override
    public void passTime() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The first host becomes another control plane's.
    @Override
    public String foreignMachine(String name) {
        var stamp = new CloudStamp("somebody-else", new Key(Kind.MACHINE, "default", name), "uid", "hash", "theirs");
        hosts.said(0, "mkdir /etc/plimsoll && echo '" + stamp.text() + "' >/etc/plimsoll/stamp");
        foreign.add(0);
        return "host-0:theirs";
    }

    @Override
    public boolean exists(CloudRef ref) {
        return hosts.said(host(ref.id()), "cat /etc/plimsoll/stamp 2>/dev/null").strip().endsWith(":" + ref.id().split(":")[1]);
    }

    /// A host has a name for itself, too.
    @Override
    public void rename(String machine, String name) {
        hosts.said(host(machine), "echo " + name + " >/etc/hostname");
    }

    @Override
    public void delete(String machine) {
        hosts.said(host(machine), "rm -rf /etc/plimsoll");
    }

    @Override
    public void close() {
        foreign.forEach(host -> hosts.said(host, "rm -rf /etc/plimsoll"));
    }

    private static int host(String machine) {
        return Integer.parseInt(machine.split(":")[0].substring("host-".length()));
    }
}
