package dev.plimsoll.dns.route53;

import dev.plimsoll.dns.Wire;
import dev.plimsoll.dns.web.HeldRecord;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.ports.dns.RecordChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A set as Route 53 holds it: with the values as somebody wrote them, which have to be repeated to the letter when it goes.
///
/// @param plain whether it is one that we could have made: no alias, and no part of a routing policy
record Held(RecordSet set, List<String> written, boolean plain) {
    Held {
        written = List.copyOf(written);
    }

    /// As we write it.
    static Held of(RecordSet set) {
        return new Held(set, Wire.presentation(set), true);
    }

    /// None for types that we do not know.
    static Optional<Held> read(Document document) {
        return HeldRecord.type(document.text("Type")).map(type -> {
            var alias = document.one("AliasTarget");
            var written = alias.map(a -> List.of("alias of " + a.text("DNSName")))
                .orElseGet(() -> document.one("ResourceRecords").map(all -> all.all("ResourceRecord").stream().map(r -> r.text("Value")).toList()).orElse(List.of()));
            var ttl = document.text("TTL").matches("[0-9]{1,9}") ? Integer.parseInt(document.text("TTL")) : 0;
            var values = alias.isPresent() ? written : written.stream().map(value -> Wire.value(type, value)).toList();
            return new Held(new RecordSet(DomainName.bare(unescaped(document.text("Name"))), type, ttl, values), written, alias.isEmpty() && document.one("SetIdentifier").isEmpty());
        });
    }

    /// Sets of a routing policy have one name and type; for us they are one, somebody else's.
    static List<RecordSet> sets(List<Held> all) {
        var sets = new LinkedHashMap<String, RecordSet>();
        all.forEach(held -> sets.merge(held.set().toString(), held.set(), (one, other) -> {
            var values = new ArrayList<>(one.values());
            values.addAll(other.values());
            return new RecordSet(one.name(), one.type(), Math.min(one.ttl(), other.ttl()), values);
        }));
        return List.copyOf(sets.values());
    }

    /// What a change becomes in a batch, as a creation demands that nothing is there, and a deletion that exactly this is.
    static String batch(RecordChange change, Held before) {
        return switch (change) {
            case RecordChange.Create(var set) -> of(set).change("CREATE");
            case RecordChange.Replace(var _, var after) -> before.change("DELETE") + of(after).change("CREATE");
            case RecordChange.Remove _ -> before.change("DELETE");
        };
    }

    private String change(String action) {
        var text = new StringBuilder("<Change><Action>" + action + "</Action><ResourceRecordSet><Name>" + set.name() + ".</Name><Type>" + set.type() + "</Type><TTL>" + set.ttl() + "</TTL><ResourceRecords>");
        written.forEach(value -> text.append("<ResourceRecord><Value>").append(Document.escaped(value)).append("</Value></ResourceRecord>"));
        return text.append("</ResourceRecords></ResourceRecordSet></Change>").toString();
    }

    /// Names come with what is no letter, digit, hyphen or underscore as `\052`, in octal.
    private static String unescaped(String name) {
        var text = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) == '\\' && name.substring(at + 1).matches("[0-3][0-7]{2}.*")) {
                text.append((char) Integer.parseInt(name.substring(at + 1, at + 4), 8));
                at += 3;
            } else {
                text.append(name.charAt(at));
            }
        }
        return text.toString();
    }
}
