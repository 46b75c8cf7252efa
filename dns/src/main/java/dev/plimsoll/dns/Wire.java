package dev.plimsoll.dns;

import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.DnsFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// From sets to the records of DNS messages and back.
public final class Wire {
    /// Octets of one string in a TXT record; longer texts are several strings.
    private static final int STRING = 255;

    private Wire() {}

    /// @throws DnsFailure.Rejected with code `Refused` when it is no DNS name
    public static Name name(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException wrong) {
            throw new DnsFailure.Rejected("Refused", name + " is no DNS name: " + wrong.getMessage(), wrong);
        }
    }

    public static int type(RecordType type) {
        return Type.value(type.name());
    }

    /// The parts of a value, such as the preference and the name of MX.
    ///
    /// @throws DnsFailure.Rejected with code `Refused` when it has others
    public static String[] parts(RecordType type, String value, int count) {
        var parts = value.split(" ", count);
        if (parts.length != count) {
            throw new DnsFailure.Rejected("Refused", "'" + value + "' is no value of " + type + " records: it has " + count + " parts", null);
        }
        return parts;
    }

    /// A part that is a number.
    ///
    /// @throws DnsFailure.Rejected with code `Refused` when it is none from 0 to 65535
    public static int number(RecordSet set, String part) {
        if (!part.matches("[0-9]{1,5}") || Integer.parseInt(part) > 65_535) {
            throw new DnsFailure.Rejected("Refused", "'" + String.join(", ", set.values()) + "' is no value of " + set + ": '" + part + "' is no number from 0 to 65535", null);
        }
        return Integer.parseInt(part);
    }

    /// A value as zone files have it (RFC 1035, section 5.1): names with a dot at the end, texts in quotes.
    ///
    /// @throws DnsFailure.Rejected with code `Refused` when a value is none of its type
    public static List<String> presentation(RecordSet set) {
        var records = records(set);
        return set.type() == RecordType.TXT || set.type() == RecordType.CAA ? set.values().stream().map(value -> data(set.type(), value)).toList() : records.stream().map(Record::rdataToString).toList();
    }

    /// Back from zone files. What cannot be read stays as it is: somebody else wrote it, and all we want to know is that it is there.
    public static String value(RecordType type, String written) {
        try {
            return type == RecordType.TXT ? unquoted(written) : value(Record.fromString(Name.root, type(type), DClass.IN, 0, written, Name.root));
        } catch (IOException | IllegalArgumentException unreadable) {
            return written;
        }
    }

    /// A text without its quotes, however many strings it has; one that has none as it is.
    public static String unquoted(String written) {
        var text = new StringBuilder();
        boolean inside = false;
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (c == '\\' && inside && at + 1 < written.length()) {
                at++;
                text.append(written.charAt(at));
            } else if (c == '"') {
                inside = !inside;
            } else if (inside) {
                text.append(c);
            } else if (!Character.isWhitespace(c)) {
                return written;
            }
        }
        return written.isEmpty() ? "" : text.toString();
    }

    /// One record for each value.
    ///
    /// @throws DnsFailure.Rejected with code `Refused` when a value is none of its type
    public static List<Record> records(RecordSet set) {
        var records = new ArrayList<Record>();
        for (var value : set.values()) {
            try {
                records.add(Record.fromString(name(set.name()), type(set.type()), DClass.IN, set.ttl(), data(set.type(), value), Name.root));
            } catch (IOException wrong) {
                throw new DnsFailure.Rejected("Refused", "'" + value + "' is no value of " + set.type() + " records: " + wrong.getMessage(), wrong);
            }
        }
        return records;
    }

    /// Sets of the types we know, each with the shortest time of its records.
    public static List<RecordSet> sets(List<Record> records) {
        var sets = new LinkedHashMap<String, RecordSet>();
        for (var each : records) {
            type(each).ifPresent(type -> {
                var set = new RecordSet(DomainName.bare(each.getName().toString()), type, (int) Math.min(Integer.MAX_VALUE, each.getTTL()), List.of(value(each)));
                sets.merge(set.toString(), set, Wire::both);
            });
        }
        return List.copyOf(sets.values());
    }

    private static RecordSet both(RecordSet one, RecordSet other) {
        var values = new ArrayList<>(one.values());
        values.addAll(other.values());
        return new RecordSet(one.name(), one.type(), Math.min(one.ttl(), other.ttl()), values);
    }

    private static Optional<RecordType> type(Record each) {
        return switch (each) {
            case ARecord _ -> Optional.of(RecordType.A);
            case AAAARecord _ -> Optional.of(RecordType.AAAA);
            case CNAMERecord _ -> Optional.of(RecordType.CNAME);
            case TXTRecord _ -> Optional.of(RecordType.TXT);
            case SRVRecord _ -> Optional.of(RecordType.SRV);
            case MXRecord _ -> Optional.of(RecordType.MX);
            case CAARecord _ -> Optional.of(RecordType.CAA);
            default -> Optional.empty();
        };
    }

    private static String value(Record each) {
        return switch (each) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case CNAMERecord cname -> cname.getTarget().toString();
            case TXTRecord text -> text.getStringsAsByteArrays().stream().map(s -> new String(s, StandardCharsets.ISO_8859_1)).reduce("", String::concat);
            case SRVRecord srv -> srv.getPriority() + " " + srv.getWeight() + " " + srv.getPort() + " " + srv.getTarget();
            case MXRecord mx -> mx.getPriority() + " " + mx.getTarget();
            case CAARecord caa -> caa.getFlags() + " " + caa.getTag() + " " + caa.getValue();
            default -> each.rdataToString();
        };
    }

    private static String data(RecordType type, String value) {
        return switch (type) {
            case TXT -> quoted(value);
            case CAA -> {
                var fields = value.split(" ", 3);
                yield fields.length == 3 ? fields[0] + " " + fields[1] + " " + quoted(fields[2]) : value;
            }
            case A, AAAA, CNAME, SRV, MX -> value;
        };
    }

    /// A text as one quoted string, or as several when it is longer than one may be.
    public static String quoted(String text) {
        var strings = new ArrayList<String>();
        for (int at = 0; at == 0 || at < text.length(); at += STRING) {
            strings.add("\"" + text.substring(at, Math.min(text.length(), at + STRING)).replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return String.join(" ", strings);
    }
}
