package dev.plimsoll.planning;

import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;

/// What the service of one member of a group is to be: what each instance is made from, how many there are, where, and how they are replaced. In a group the
/// last three are the primary's.
///
/// @param each its spec says how many, where, and how they are replaced
public record ServiceDefinition(Definition each) {

    static ServiceDefinition of(Definition member, GroupDefinition group) {
        return new ServiceDefinition(member.withSpec(member.spec().withReplicas(group.replicas()).withUpdate(group.policy()).withPlacement(group.primary().spec().placement())));
    }

    /// The engine's name for it: `hello-web`.
    public String name() {
        return Naming.service(each);
    }

    /// Changes with the definition of its instances, and with what replaces none of them.
    public String hash() {
        return Fingerprint.of("definition", each.hash(), "replicas", each.spec().replicas(), "placement", each.spec().placement(), "update", each.spec().update());
    }

    public Stamp stamp() {
        return new Stamp(each.plane(), each.project(), each.assembly(), each.component(), 0, hash(), each.uid());
    }

    /// How many instances, for people.
    public String count() {
        return each.spec().placement().everyMachine() ? "one on each machine" : each.spec().replicas() == 1 ? "1 instance" : each.spec().replicas() + " instances";
    }

    /// Whether the engine's service is not as it should be, be it that somebody else has scaled it.
    boolean differsFrom(SeenService seen) {
        return !seen.stamp().hash().equals(hash()) || !each.spec().placement().everyMachine() && seen.replicas() != each.spec().replicas();
    }

    /// What changing it comes to, for people.
    String difference(SeenService seen) {
        if (!seen.definition().equals(each.hash())) {
            var policy = each.spec().update();
            return "replace its instances by new ones from " + (each.spec().image().isBlank() ? "its build" : each.spec().image()) + ", "
                + (policy.batch() == 0 ? "all at once" : policy.batch() + " at a time") + ", each well for " + Reading.words(policy.stability());
        }
        return seen.replicas() == each.spec().replicas() || each.spec().placement().everyMachine() ? "other placement or update policy; its instances stay where they may"
            : "from " + seen.replicas() + " to " + count();
    }
}
