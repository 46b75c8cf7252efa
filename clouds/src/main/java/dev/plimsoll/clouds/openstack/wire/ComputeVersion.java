package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.ports.cloud.CloudFailure;

/// A microversion of Nova's API (https://docs.openstack.org/nova/latest/reference/api-microversion-history.html). The same one is spoken to every cloud that knows it, so that answers have one
/// shape; without saying which, Nova speaks that of 2015.
///
/// @param minor  of 2.x, the one that is spoken
/// @param newest what the cloud offers, for people
public record ComputeVersion(int minor, String newest) {
    /// Tags with a new machine (2.52) make it findable by its operation in one small request; before that there was none.
    private static final int OLDEST = 53;
    /// From here on, machines whose cell does not answer are listed as unknown instead of left out, which would look as if they were gone.
    private static final int WANTED = 69;

    /// @param newest as the cloud says, such as 2.93
    static ComputeVersion agreed(String newest) {
        var parts = newest.matches("2\\.[0-9]{1,4}") ? newest.split("\\.") : new String[] {"2", "1"};
        int minor = Math.min(WANTED, Integer.parseInt(parts[1]));
        if (minor < OLDEST) {
            throw new CloudFailure.Rejected("NotSupported", "this cloud's compute service offers version " + (newest.isEmpty() ? "2.1" : newest) + " of its API; 2." + OLDEST
                + " is the least that is needed, which came with Pike in 2017", null);
        }
        return new ComputeVersion(minor < WANTED ? OLDEST : WANTED, newest);
    }

    /// For the header.
    String header() {
        return "compute 2." + minor;
    }
}
