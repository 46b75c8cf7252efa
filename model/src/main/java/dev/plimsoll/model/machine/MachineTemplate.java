package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a machine is made from. Little of it can be changed in a machine that exists ([#lasting] is the rest): a machine of another template is another machine.
public record MachineTemplate(
    @Doc("Size: the name of a Flavor, or what the cloud itself calls one.") String flavor,
    @Doc("Sizes to try in this order when the cloud has no place for a machine of that one, named like it.") List<String> otherFlavors,
    @Doc("Image to boot, as the cloud calls it.") String image,
    @Doc("Networks it is in, the one for its first interface first.") List<String> networks,
    @Doc("Firewalls around it.") List<String> firewalls,
    @Doc("SSH keys that may log in.") List<String> sshKeys,
    @Doc("It gets an address that the world can reach, from its first network's upstream.") boolean floatingIp,
    @Doc("Values to select by; on a cluster's node they are node labels.") Map<String, String> labels,
    @Doc("What is on it besides the engine.") MachineSetup setup,
    @Doc("How long it may take from being asked for to being ready; 15m.") Duration readyWithin,
    @Doc(value = "Machines that may fail in a row before Plimsoll stops trying and says why; 5.", otherwise = "5") int tries) {
    private static final int MOST_FLAVORS = 10;
    public static final MachineTemplate PLAIN = new MachineTemplate(null, null, null, null, null, null, false, null, null, null, 5);

    public MachineTemplate {
        flavor = Values.text(flavor);
        otherFlavors = Values.list(otherFlavors);
        image = Values.text(image);
        networks = Values.list(networks);
        firewalls = Values.list(firewalls);
        sshKeys = Values.list(sshKeys);
        labels = Values.map(labels);
        setup = Values.or(setup, MachineSetup.NOTHING);
        readyWithin = Values.or(readyWithin, Duration.ofMinutes(15));
        networks.forEach(n -> Names.requireLabel("network", n));
        firewalls.forEach(f -> Names.requireLabel("firewall", f));
        sshKeys.forEach(k -> Names.requireLabel("sshkey", k));
        if (!otherFlavors.isEmpty() && flavor.isEmpty() || otherFlavors.size() > MOST_FLAVORS || otherFlavors.stream().anyMatch(String::isBlank)) {
            throw new InvalidValue("otherFlavors are up to " + MOST_FLAVORS + " names of sizes to try after flavor, which has to be given");
        }
        if (!readyWithin.isPositive() || tries < 1) {
            throw new InvalidValue("a machine needs some time to become ready (readyWithin), and at least one try (tries)");
        }
    }

    /// The same without what can change while the machine stays the same one: its firewalls, labels and floating IP, what was tried besides, how long and how often it is tried.
    public MachineTemplate lasting() {
        return new MachineTemplate(flavor, null, image, networks, null, sshKeys, false, null, setup, null, PLAIN.tries);
    }
}
