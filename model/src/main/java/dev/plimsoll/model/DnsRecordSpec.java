package dev.plimsoll.model;

import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.List;

/// All records of one name and type.
public record DnsRecordSpec(
    @Doc("DnsZone that it is in.") String zone,
    @Doc("Name, in full or below the zone's domain; @ for the domain itself.") String name,
    @Doc("a, aaaa, cname, txt, srv, mx or caa.") RecordType type,
    @Doc("Seconds that it may be remembered; the zone's when 0.") int ttl,
    @Doc("Values, such as 203.0.113.7, or '10 mail.example.org' for mx; texts without quotes.") List<String> values) implements Spec {
    private static final int LONGEST_TTL = 604_800;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 4_000;

    public DnsRecordSpec {
        Names.requireLabel("zone", zone);
        name = "@".equals(name) ? name : DomainName.require("name", name);
        values = Values.list(values).stream().map(String::strip).toList();
        if (type == null) {
            throw new InvalidValue("a record has a type: a, aaaa, cname, txt, srv, mx or caa");
        }
        if (values.isEmpty() || values.size() > MOST_VALUES || type == RecordType.CNAME && values.size() > 1) {
            throw new InvalidValue(type == RecordType.CNAME ? "a cname record has one value" : "a record has 1 to " + MOST_VALUES + " values");
        }
        if (ttl < 0 || ttl > LONGEST_TTL) {
            throw new InvalidValue("ttl is between 1 and " + LONGEST_TTL + " seconds, or 0 for the zone's");
        }
        for (var value : values) {
            if (value.isEmpty() || value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new InvalidValue("a value has 1 to " + LONGEST_VALUE + " printable ASCII characters");
            }
        }
    }

    /// As it stands in the zone.
    public RecordSet in(DnsZoneSpec holder) {
        return new RecordSet(DomainName.inFull(name, holder.domain()), type, ttl == 0 ? holder.ttl() : ttl, values);
    }
}
