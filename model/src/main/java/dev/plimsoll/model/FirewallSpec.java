package dev.plimsoll.model;

import dev.plimsoll.model.machine.FirewallRule;
import java.util.List;

/// Rules around machines: pools name the firewalls that their machines are behind. A machine behind several is reached by what any of them lets through.
public record FirewallSpec(
    @Doc("Region it is in.") String region,
    @Doc("What may pass; nothing comes in otherwise.") List<FirewallRule> rules) implements Spec {
    public FirewallSpec {
        Names.requireLabel("region", region);
        rules = Values.list(rules);
    }
}
