package dev.plimsoll.clouds.given;

import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Opens static clouds. The region names the hosts, its secret holds the key to log in with: `key`, and `passphrase` when it has one.
public final class GivenClouds implements Clouds {
    private static final String KEY = "key";
    private static final String PASSPHRASE = "passphrase";

    @Override
    public Cloud open(Access access) {
        var spec = access.spec();
        var region = access.region().shortForm();
        if (spec.cloud() != CloudType.STATIC) {
            throw new CloudFailure.Rejected("NotSupported", region + ": this opens static clouds only", null);
        }
        refuse(region, "endpoint", spec.endpoint().stream().toList());
        refuse(region, "options", spec.options().keySet());
        refuse(region, "zones", spec.zones());
        if (spec.hosts().isEmpty()) {
            throw invalid(region + ": a static region names its hosts, each with name, address and hostKey", null);
        }
        var unknown = new TreeSet<>(access.credentials().keySet());
        unknown.removeAll(Set.of(KEY, PASSPHRASE));
        if (!access.credentials().containsKey(KEY) || !unknown.isEmpty()) {
            throw invalid(region + ": the secret of a static region has the entries key (an SSH private key) and, where the key has one, passphrase" + (unknown.isEmpty() ? "; it lacks key" : "; it knows no "
                + String.join(", ", unknown)), null);
        }
        return new GivenCloud(new Hosts(spec.hosts(), login(region, access.credentials())));
    }

    private static Login login(String region, Map<String, SecretText> credentials) {
        try {
            return Login.of(credentials.get(KEY), Optional.ofNullable(credentials.get(PASSPHRASE)));
        } catch (IllegalArgumentException unreadable) {
            throw invalid(region + ": the entry key of its secret cannot be used: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void refuse(String region, String what, Iterable<String> given) {
        var words = String.join(", ", given);
        if (!words.isEmpty()) {
            throw invalid(region + ": a static region takes no " + what + ", and was given: " + words, null);
        }
    }

    private static CloudFailure invalid(String sentence, Throwable cause) {
        return new CloudFailure.Rejected("InvalidRegion", sentence, cause);
    }
}
