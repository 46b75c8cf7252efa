package dev.plimsoll.planning.dns;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whose a set is, as a TXT record beside it: `_plimsoll-a.www.example.org TXT "heritage=plimsoll,plimsoll/owner=PLANE,plimsoll/resource=PROJECT/NAME"` marks the A records of
/// `www.example.org`. The words follow the TXT registry of external-dns, so that people who know that one can read it; the name has a label of its own, because a CNAME bears no other
/// record beside it.
///
/// @param plane    of whose control plane
/// @param resource the DnsRecord
/// @param name     of the marked set
/// @param type     of the marked set
public record Mark(String plane, Key resource, String name, RecordType type) {
    private static final String LABEL = "_plimsoll-";
    /// In place of the `*` of a wildcard, which stands only at a name's beginning.
    private static final String ANY = "_any";
    private static final String HERITAGE = "plimsoll";
    private static final int TTL = 300;

    /// The mark of a set.
    public static Mark of(String plane, Key resource, RecordSet set) {
        return new Mark(plane, resource, set.name(), set.type());
    }

    /// What a TXT set marks; none when it is no mark.
    public static Optional<Mark> read(RecordSet text) {
        if (text.type() != RecordType.TXT || !text.name().startsWith(LABEL) || text.values().size() != 1 || text.name().indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            var type = RecordType.valueOf(text.name().substring(LABEL.length(), text.name().indexOf('.')).toUpperCase(Locale.ROOT));
            var name = text.name().substring(text.name().indexOf('.') + 1);
            Map<String, String> words = Arrays.stream(text.values().getFirst().split(",")).map(w -> w.split("=", 2)).filter(w -> w.length == 2)
                .collect(Collectors.toMap(w -> w[0], w -> w[1], (first, _) -> first));
            var resource = words.getOrDefault("plimsoll/resource", "").split("/");
            if (!words.getOrDefault("heritage", "").equals(HERITAGE) || resource.length != 2) {
                return Optional.empty();
            }
            return Optional.of(new Mark(words.getOrDefault("plimsoll/owner", ""), new Key(Kind.DNS_RECORD, resource[0], resource[1]),
                name.startsWith(ANY + ".") ? "*" + name.substring(ANY.length()) : name, type));
        } catch (IllegalArgumentException somebodyElses) {
            return Optional.empty();
        }
    }

    /// As it stands in the zone.
    public RecordSet set() {
        var bare = name.startsWith("*.") ? ANY + name.substring(1) : name;
        return new RecordSet(LABEL + type.name().toLowerCase(Locale.ROOT) + "." + bare, RecordType.TXT, TTL,
            List.of("heritage=" + HERITAGE + ",plimsoll/owner=" + plane + ",plimsoll/resource=" + resource.project() + "/" + resource.name()));
    }

    /// Whether it stands beside this set.
    public boolean marks(RecordSet set) {
        return set.name().equals(name) && set.type() == type;
    }
}
