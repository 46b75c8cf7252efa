package dev.plimsoll.planning.machine;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.planning.Fingerprint;

/// Names of everything that is made in clouds: DNS labels that a person recognises, because machines use theirs as host names. Names need not be unique: whose an
/// object is says its stamp.
public final class CloudNames {
    private static final int DIGEST = 8;

    private CloudNames() {}

    /// Such as `shop-web-1` for machine web-1 of project shop; of the default project its name alone. One that would be too long is cut, and ends in a digest of the whole.
    public static String of(Key owner) {
        var whole = owner.project().equals(Metadata.DEFAULT_PROJECT) ? owner.name() : owner.project() + "-" + owner.name();
        return whole.length() <= Names.MAX_LENGTH ? whole : whole.substring(0, Names.MAX_LENGTH - 1 - DIGEST) + "-" + Fingerprint.sha256(whole).substring(0, DIGEST);
    }

    /// The machine in a slot of a pool: `web-2`.
    public static Key machine(Key pool, int slot) {
        return new Key(Kind.MACHINE, pool.project(), pool.name() + "-" + slot);
    }

    /// The slot of a machine of this pool; 0 when its name is none of the pool's.
    public static int slot(Key pool, String machine) {
        var prefix = pool.name() + "-";
        var number = machine.startsWith(prefix) ? machine.substring(prefix.length()) : "";
        return number.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(number) : 0;
    }
}
