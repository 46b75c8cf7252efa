package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.cloud.Blueprint;
import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.FlavorSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SshKeySpec;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.AddressRange;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.planning.machine.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a machine wants from its cloud, or what it waits for.
final class MachineDrawing {
    private static final Set<Kind> OBJECTS = Set.of(Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY);

    private final Machinery machinery;

    MachineDrawing(Machinery machinery) {
        this.machinery = machinery;
    }

    /// @param wanted name of the flavor to ask for
    Drawn draw(Resource machine, String wanted, CloudFacts facts) {
        var spec = machine.spec(MachineSpec.class);
        var project = machine.metadata().project();
        // Where the cloud has no firewalls, they say so themselves, and nobody waits for them.
        boolean guarded = facts.abilities().contains(CloudAbility.FIREWALLS);
        for (var key : MachineReferences.of(project, spec)) {
            var lacking = key.kind() == Kind.FIREWALL && !guarded ? Optional.<Drawn>empty() : lacking(key);
            if (lacking.isPresent()) {
                return lacking.get();
            }
        }
        var wrong = wrongAddress(project, spec);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var template = spec.template();
        var flavor = Sizes.of(wanted, machinery.get(new Key(Kind.FLAVOR, project, labelOr(wanted))).map(f -> f.spec(FlavorSpec.class)), spec.region(), facts.flavors());
        if (flavor.isEmpty()) {
            return new Drawn.Impossible("FlavorNotFound", "nothing that region/" + spec.region() + " offers is as large as flavor/" + wanted + "; it offers "
                + String.join(", ", facts.flavors().stream().map(f -> f.name() + " (" + f.cpus() + " processors, " + (f.memory() >> 20) + " MiB)").toList()));
        }
        var hash = Fingerprint.of("region", spec.region(), "zone", spec.zone(), "address", spec.address(), "role", spec.roleOrStandalone().name(), "template", template.lasting());
        var firewalls = guarded ? ids(project, Kind.FIREWALL, template.firewalls()) : List.<String>of();
        return new Drawn.Complete(new Blueprint(CloudKind.MACHINE, hash, stamp -> part(machine, flavor.get(), firewalls, stamp),
            object -> !guarded || object instanceof CloudObject.Machine there && there.firewalls().equals(Set.copyOf(firewalls))));
    }

    private CloudPart part(Resource machine, String flavor, List<String> firewalls, CloudStamp stamp) {
        var spec = machine.spec(MachineSpec.class);
        var template = spec.template();
        var project = machine.metadata().project();
        var networks = new ArrayList<CloudPart.Interface>();
        for (var id : ids(project, Kind.NETWORK, template.networks())) {
            networks.add(new CloudPart.Interface(id, networks.isEmpty() ? spec.address() : Optional.empty()));
        }
        var logins = template.sshKeys().stream().map(name -> new Key(Kind.SSH_KEY, project, name))
            .map(key -> new CloudPart.Login(id(key).orElseThrow(), machinery.get(key).orElseThrow().spec(SshKeySpec.class).publicKey())).toList();
        return new CloudPart.Machine(CloudNames.of(machine.key()), stamp, spec.zone(), flavor, template.image(), networks, firewalls, logins,
            machinery.onboarding().userData(machine, stamp.operation()), template.labels());
    }

    /// Secrets and configs have to be there, what is made in the cloud has to be made.
    private Optional<Drawn> lacking(Key key) {
        var found = machinery.get(key);
        if (found.isEmpty()) {
            return Optional.of(new Drawn.Lacking(Optional.of(key), "ReferenceNotFound", "there is no " + key.shortForm()));
        }
        boolean unmade = OBJECTS.contains(key.kind()) && (found.get().metadata().deleting() || id(key).isEmpty() || found.get().status(CloudObjectStatus.class).intent().filter(i -> i.seen().isPresent()).isEmpty());
        return unmade ? Optional.of(new Drawn.Lacking(Optional.of(key), "WaitingForReference", key.shortForm() + " is not there yet")) : Optional.empty();
    }

    private Optional<Drawn> wrongAddress(String project, MachineSpec spec) {
        if (spec.address().isEmpty()) {
            return Optional.empty();
        }
        var address = AddressRange.address(spec.address().get());
        var network = spec.template().networks().stream().findFirst().flatMap(name -> machinery.get(new Key(Kind.NETWORK, project, name))).map(n -> n.spec(CloudNetworkSpec.class));
        if (network.isEmpty()) {
            return Optional.of(new Drawn.Impossible("AddressOutside", "the address " + address + " needs a network, and the template names none"));
        }
        boolean outside = !network.get().cidr().isEmpty() && !AddressRange.network(network.get().cidr()).contains(address)
            || network.get().fixed().filter(f -> !AddressRange.span(f).contains(address)).isPresent();
        boolean given = network.get().dynamic().filter(d -> AddressRange.span(d).contains(address)).isPresent();
        return outside ? Optional.of(new Drawn.Impossible("AddressOutside", "the address " + address + " is not among the fixed addresses of network/" + spec.template().networks().getFirst()))
            : given ? Optional.of(new Drawn.Impossible("AddressOverlaps", "the address " + address + " is among those that the cloud gives out in network/" + spec.template().networks().getFirst()))
            : Optional.empty();
    }

    private List<String> ids(String project, Kind kind, List<String> names) {
        return names.stream().map(name -> id(new Key(kind, project, name)).orElseThrow()).toList();
    }

    private Optional<String> id(Key key) {
        return machinery.get(key).flatMap(r -> r.status(CloudObjectStatus.class).intent()).flatMap(Intent::id);
    }

    /// A flavour of the cloud's own naming need not be a label; then no resource can have its name.
    private static String labelOr(String flavor) {
        return flavor.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?") ? flavor : "none";
    }
}
