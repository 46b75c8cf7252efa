package dev.plimsoll.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// How a component belongs together with others of its assembly. A component and its sidekicks are one group: for each slot of the primary there is
/// one instance of each, made, replaced, scaled and removed together; how many, and how they are updated, is the primary's to say.
///
/// @param sidekickOf  the primary; none for a primary and for what has no sidekicks
/// @param networkOf   member of the same group whose instance in the same slot lends its network: both have one address, and see each other on localhost
/// @param volumesFrom members of the same group whose volumes are mounted in the same places
public record Group(
    @Doc("The component it is a sidekick of: replaced, scaled and removed with it, slot by slot.") Optional<String> sidekickOf,
    @Doc("Member of the group whose network it uses: one address, one localhost.") Optional<String> networkOf,
    @Doc("Members of the group whose volumes it sees in the same places.") List<VolumesFrom> volumesFrom) {
    public static final Group NONE = new Group(null, null, null);

    public Group {
        sidekickOf = Values.optional(sidekickOf);
        networkOf = Values.optional(networkOf);
        volumesFrom = Values.list(volumesFrom);
        sidekickOf.ifPresent(name -> Names.requireLabel("sidekickOf", name));
        networkOf.ifPresent(name -> Names.requireLabel("networkOf", name));
        var lenders = new HashSet<String>();
        for (var from : volumesFrom) {
            if (!lenders.add(from.component())) {
                throw new InvalidValue("volumesFrom names " + from.component() + " twice");
            }
        }
    }

    /// A sidekick that shares neither network nor volumes.
    public static Group sidekickOf(String primary) {
        return new Group(Optional.of(primary), null, null);
    }

    public Group withNetworkOf(String member) {
        return new Group(sidekickOf, Optional.of(member), volumesFrom);
    }

    public Group withVolumesFrom(VolumesFrom... members) {
        return new Group(sidekickOf, networkOf, List.of(members));
    }

    /// @param component member of the same group
    /// @param readOnly  not writable for the borrower
    public record VolumesFrom(@Doc("Member of the same group.") String component, @Doc("Not writable.") boolean readOnly) {
        public VolumesFrom {
            Names.requireLabel("component", component);
        }
    }
}
