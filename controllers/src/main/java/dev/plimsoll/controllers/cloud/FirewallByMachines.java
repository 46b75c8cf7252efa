package dev.plimsoll.controllers.cloud;

import dev.plimsoll.controllers.cloud.Blueprint.Drawn;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.FirewallRule.Direction;
import dev.plimsoll.ports.cloud.Onboarding.Keeping;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.List;

/// A firewall in a cloud that has none: the machines it is around keep it by themselves, and tell so. Machines that are off or about to go let nobody in.
final class FirewallByMachines {
    private static final int MOST_NAMED = 3;

    private final Machinery machinery;

    FirewallByMachines(Machinery machinery) {
        this.machinery = machinery;
    }

    Drawn draw(Resource firewall) {
        var spec = firewall.spec(FirewallSpec.class);
        var project = firewall.metadata().project();
        if (spec.rules().stream().anyMatch(rule -> rule.direction() == Direction.OUT)) {
            return new Drawn.Impossible("NotSupported", "region/" + spec.region() + " has no firewalls, and the machines' own, which stand in for them, let everything out: rules with direction out cannot be kept there");
        }
        var missing = spec.rules().stream().flatMap(r -> r.firewalls().stream()).map(name -> new Key(Kind.FIREWALL, project, name)).filter(key -> machinery.get(key).isEmpty()).findFirst();
        if (missing.isPresent()) {
            return new Drawn.Lacking(missing, "ReferenceNotFound", "rules that name " + missing.get().shortForm() + " let nobody in until it is there");
        }
        return told(machinery.around().mirror().list(Query.of(Kind.MACHINE).in(project)).stream().filter(m -> isAround(firewall, m)).toList());
    }

    private static boolean isAround(Resource firewall, Resource machine) {
        var spec = machine.spec(MachineSpec.class);
        return !machine.metadata().deleting() && !spec.off() && spec.template().firewalls().contains(firewall.metadata().name());
    }

    private Drawn told(List<Resource> machines) {
        if (machines.isEmpty()) {
            return new Drawn.Kept("its cloud has no firewalls, machines keep it by themselves, and it is around none");
        }
        int unheard = 0;
        var behind = new ArrayList<String>();
        for (var machine : machines) {
            switch (machinery.onboarding().keeping(machine)) {
                case Keeping.Kept() -> { }
                case Keeping.Unheard() -> {
                    unheard++;
                    behind.add(machine.key().shortForm() + ": it has not been heard yet");
                }
                case Keeping.Not(var why) -> behind.add(machine.key().shortForm() + ": " + why);
            }
        }
        if (behind.isEmpty()) {
            return new Drawn.Kept("kept by " + (machines.size() == 1 ? machines.getFirst().key().shortForm() + " itself" : "all " + machines.size() + " machines that it is around"));
        }
        var named = String.join("; ", behind.subList(0, Math.min(MOST_NAMED, behind.size()))) + (behind.size() > MOST_NAMED ? "; and " + (behind.size() - MOST_NAMED) + " more" : "");
        return new Drawn.Unkept((machines.size() - behind.size()) + " of " + machines.size() + " machines that it is around keep it; " + named, unheard == behind.size());
    }
}
