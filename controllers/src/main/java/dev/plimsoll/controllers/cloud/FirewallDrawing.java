package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.model.CloudObjectStatus;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.FirewallRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Firewalls. All their rules change in place. One that names another is made without those rules first, because two may name each other.
public final class FirewallDrawing implements Drawing {
    private final Machinery machinery;
    private final FirewallByMachines byMachines;

    public FirewallDrawing(Machinery machinery) {
        this.machinery = machinery;
        this.byMachines = new FirewallByMachines(machinery);
    }

    @Override
    public CloudKind kind() {
        return CloudKind.FIREWALL;
    }

    @Override
    public String region(Resource resource) {
        return resource.spec(FirewallSpec.class).region();
    }

    @Override
    public Drawn draw(Resource resource, Supplier<CloudFacts> facts) {
        // Who may make nothing at all is told so by the cloud; what is there already is the cloud's still.
        if (resource.status(CloudObjectStatus.class).intent().isEmpty() && facts.get().abilities().contains(CloudAbility.MACHINES) && !facts.get().abilities().contains(CloudAbility.FIREWALLS)) {
            return byMachines.draw(resource);
        }
        var spec = resource.spec(FirewallSpec.class);
        Map<String, String> ids = new HashMap<>();
        Optional<Drawn.Lacking> lacks = Optional.empty();
        for (var name : spec.rules().stream().flatMap(r -> r.firewalls().stream()).filter(n -> !n.equals(resource.metadata().name())).distinct().sorted().toList()) {
            var key = new Key(Kind.FIREWALL, resource.metadata().project(), name);
            var id = machinery.get(key).filter(f -> !f.metadata().deleting()).flatMap(f -> f.status(CloudObjectStatus.class).intent()).filter(i -> i.seen().isPresent()).flatMap(Intent::id);
            if (id.isPresent()) {
                ids.put(name, id.get());
            } else {
                lacks = lacks.or(() -> Optional.of(new Drawn.Lacking(Optional.of(key), "ReferenceNotFound", "rules that name " + key.shortForm() + " wait until it is there")));
            }
        }
        var rules = FirewallRules.of(resource.metadata().name(), spec.rules(), ids);
        return new Drawn.Complete(new Blueprint(kind(), Fingerprint.of("firewall", "1"), stamp -> new CloudPart.Firewall(CloudNames.of(resource.key()), stamp, rules),
            object -> object instanceof CloudObject.Firewall there && there.rules().equals(rules), lacks));
    }
}
