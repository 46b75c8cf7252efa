package dev.plimsoll.model.cloud;

import dev.plimsoll.model.RegionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a cloud says of itself and of the credentials it was asked with.
///
/// @param version    what answers, for people
/// @param account    whose account it is, for people; never a credential
/// @param abilities  what it can and these credentials may do
/// @param zones      places that do not fail together; empty where there are none
/// @param flavors    sizes of machines; empty where machines have no sizes
/// @param images     what machines can boot, by name
/// @param quotas     what may be used and what is
/// @param listingLag how long a listing may go on not showing what was made, and showing what is gone. Who lost the reply to a create waits this long before it creates again
/// @param details    further facts for `region test`
public record CloudFacts(String version, String account, Set<CloudAbility> abilities, List<String> zones, List<RegionStatus.Flavor> flavors, List<String> images,
                         List<RegionStatus.Quota> quotas, Duration listingLag, Map<String, String> details) {
    public CloudFacts {
        abilities = Set.copyOf(abilities);
        zones = List.copyOf(zones);
        flavors = List.copyOf(flavors);
        images = List.copyOf(images);
        quotas = List.copyOf(quotas);
        details = Map.copyOf(details);
    }
}
