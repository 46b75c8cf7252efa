package dev.plimsoll.clouds.given;

import dev.plimsoll.model.RegionStatus.Quota;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Power;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Given hosts as a cloud. Its listings never lag. Powering off is refused, because nobody here could power on again.
final class GivenCloud implements Cloud {
    private static final Set<CloudAbility> ABILITIES = Set.of(CloudAbility.MACHINES, CloudAbility.REBOOT, CloudAbility.CONSOLE);

    private final Hosts hosts;
    private final GivenMachines machines;

    GivenCloud(Hosts hosts) {
        this.hosts = hosts;
        this.machines = new GivenMachines(hosts);
    }

    @Override
    public String name() {
        return "static";
    }

    @Override
    public CloudFacts facts() {
        var seen = hosts.look();
        if (seen.values().stream().allMatch(Sighting.Unseen.class::isInstance)) {
            throw unseen(seen.values().stream().map(sighting -> ((Sighting.Unseen) sighting).failure()).toList());
        }
        var details = new LinkedHashMap<String, String>();
        seen.forEach((host, sighting) -> details.put("host " + host.given().name(), sighting.sentence()));
        long used = seen.values().stream().filter(s -> s instanceof Sighting.Claimed || s instanceof Sighting.Unfit).count();
        var users = hosts.all().stream().map(host -> host.given().user()).distinct().sorted().collect(Collectors.joining(", "));
        return new CloudFacts("SSH to " + seen.size() + (seen.size() == 1 ? " host" : " hosts"), users, ABILITIES, List.of(), List.of(), List.of(),
            List.of(new Quota("machines", seen.size(), used)), Duration.ZERO, details);
    }

    @Override
    public List<CloudObject> list(String plane, CloudKind kind) {
        return kind == CloudKind.MACHINE ? machines.list(plane) : List.of();
    }

    @Override
    public String create(CloudPart part) {
        return switch (part) {
            case CloudPart.Machine machine -> machines.create(machine);
            case CloudPart.Network _, CloudPart.Firewall _, CloudPart.FloatingIp _ -> throw lacking(part.kind(), "hosts are in the networks they are in; the machine's own firewall is declared in its setup");
            case CloudPart.PublicKey _ -> throw lacking(part.kind(), "declare who may log in as users of the machine's setup");
        };
    }

    @Override
    public void change(String id, CloudPart part) {
        switch (part) {
            case CloudPart.Machine machine -> machines.change(id, machine);
            case CloudPart.Network _, CloudPart.Firewall _, CloudPart.FloatingIp _, CloudPart.PublicKey _ -> throw lacking(part.kind(), "there is nothing to change");
        }
    }

    /// Of what is no machine there never is any, and absent is success.
    @Override
    public void remove(String plane, CloudRef ref) {
        if (ref.kind() == CloudKind.MACHINE) {
            machines.remove(plane, ref);
        }
    }

    @Override
    public void power(String plane, CloudRef machine, Power power) {
        switch (power) {
            case REBOOT -> machines.reboot(plane, machine);
            case ON, OFF -> throw new CloudFailure.Rejected("NotSupported", "a given host cannot be powered on over SSH, so it is not powered off either; do it there, or remove the machine", null);
        }
    }

    @Override
    public List<String> console(CloudRef machine, int lines) {
        return machines.console(machine, lines);
    }

    @Override
    public void close() {
        hosts.close();
    }

    /// All of them, so that whoever has just declared the region sees every key there is to pin.
    private static CloudFailure unseen(List<CloudFailure> failures) {
        var sentence = failures.stream().map(CloudFailure::getMessage).collect(Collectors.joining("; "));
        return failures.stream().anyMatch(CloudFailure.Unreachable.class::isInstance) ? new CloudFailure.Unreachable(sentence, failures.getFirst())
            : new CloudFailure.Rejected(failures.getFirst().code(), sentence, failures.getFirst());
    }

    private static CloudFailure lacking(CloudKind kind, String instead) {
        return new CloudFailure.Rejected("NotSupported", "a static region has no " + kind.word() + "s: " + instead, null);
    }
}
