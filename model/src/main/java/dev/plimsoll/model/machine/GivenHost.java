package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Values;
import java.util.Optional;

/// A machine that is there already, in a region of type static. Its key is pinned: a host that shows another one is not the machine that was meant.
public record GivenHost(
    @Doc("Name, which is also the zone to name when a machine is to be made of this very host.") String name,
    @Doc("Address or host name at which SSH answers.") String address,
    @Doc(value = "Port of SSH; 22.", otherwise = "22") int port,
    @Doc(value = "User to log in as; root.", otherwise = "root") String user,
    @Doc("Fingerprint of its host key, such as SHA256:…, as ssh-keygen -lf prints it; without it nothing is done there, and region test shows it.") Optional<String> hostKey,
    @Doc("Address in the network that machines share, when it is another one.") Optional<String> inside) {
    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}=?";

    public GivenHost {
        Names.requireLabel("host", name);
        user = user == null || user.isEmpty() ? "root" : user;
        hostKey = Values.optional(hostKey);
        inside = Values.optional(inside);
        inside.ifPresent(AddressRange::address);
        if (address == null || !address.matches("[A-Za-z0-9.:_-]{1,255}") || address.startsWith("-")) {
            throw new InvalidValue("host " + name + " has no address that could be one");
        }
        if (port < 1 || port > 65_535) {
            throw new InvalidValue("port " + port + " of host " + name + " is not between 1 and 65535");
        }
        if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new InvalidValue("the user of host " + name + " may hold only a-z, 0-9, '_' and '-', 32 characters at most");
        }
        if (hostKey.filter(key -> !key.matches(FINGERPRINT)).isPresent()) {
            throw new InvalidValue("the hostKey of host " + name + " is no fingerprint: SHA256: and 43 characters, as ssh-keygen -lf prints it on the host");
        }
    }
}
