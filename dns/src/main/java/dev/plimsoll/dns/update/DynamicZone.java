package dev.plimsoll.dns.update;

import dev.plimsoll.dns.Wire;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/// One zone on a server that takes dynamic updates. What each change says was there becomes a prerequisite of the update, so the server itself sees to it that nothing is changed that
/// somebody else has changed; all changes of a call are one update, done together or not at all.
public final class DynamicZone implements Dns {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_RECORDS = 1_000_000;

    private final Name zone;
    private final ServerPlace place;

    /// @throws DnsFailure.Rejected with code `InvalidZone` when it cannot be one as it is declared
    public DynamicZone(DnsProviders.Access access) {
        this.zone = Wire.name(access.spec().domain());
        this.place = ServerPlace.of(access);
    }

    @Override
    public String name() {
        return "rfc2136";
    }

    @Override
    public String answers() {
        var answer = asked(Message.newQuery(Record.newRecord(zone, Type.SOA, DClass.IN)));
        if (answer.getRcode() == Rcode.REFUSED || answer.getRcode() == Rcode.NOTAUTH) {
            throw denied(answer);
        }
        return answer.getSection(Section.ANSWER).stream().filter(r -> r instanceof SOARecord && r.getName().equals(zone) && answer.getHeader().getFlag(Flags.AA)).findFirst()
            .map(soa -> ((SOARecord) soa).getHost().toString(true) + " at " + place.host() + ":" + place.port())
            .orElseThrow(() -> new DnsFailure.Absent("ZoneNotFound", place.host() + " does not answer for " + zone.toString(true) + " (" + Rcode.string(answer.getRcode()) + ")", null));
    }

    @Override
    public List<RecordSet> list() {
        var records = new ArrayList<Record>();
        try {
            var transfer = ZoneTransferIn.newAXFR(zone, place.address(), place.key().orElse(null));
            transfer.setTimeout(PATIENCE);
            transfer.run();
            records.addAll(transfer.getAXFR());
        } catch (ZoneTransferException refused) {
            throw new DnsFailure.Denied("TransferRefused", place.host() + " does not hand out " + zone.toString(true) + ": " + refused.getMessage() + "; allow transfers for the key", refused);
        } catch (IOException silent) {
            throw unreachable(silent);
        }
        if (records.size() > MOST_RECORDS) {
            throw new DnsFailure.Rejected("Refused", zone.toString(true) + " has more than " + MOST_RECORDS + " records", null);
        }
        return Wire.sets(records);
    }

    @Override
    public void change(List<RecordChange> changes) {
        var answer = asked(update(changes));
        if (unmet(answer.getRcode())) {
            // A set that is to go and is gone already is no reason to refuse the rest.
            var there = new HashSet<>(list());
            var rest = changes.stream().filter(c -> !(c instanceof RecordChange.Remove(var before)) || there.stream().anyMatch(before::beside)).toList();
            if (rest.size() == changes.size()) {
                throw new DnsFailure.Rejected("Changed", "something is not as it was seen in " + zone.toString(true) + " (" + Rcode.string(answer.getRcode()) + ")", null);
            }
            if (rest.isEmpty()) {
                return;
            }
            answer = asked(update(rest));
        }
        switch (answer.getRcode()) {
            case Rcode.NOERROR -> { }
            case Rcode.REFUSED, Rcode.NOTAUTH -> throw denied(answer);
            case Rcode.SERVFAIL -> throw new DnsFailure.Unreachable(place.host() + " failed at the update (SERVFAIL)", null);
            default -> throw new DnsFailure.Rejected(unmet(answer.getRcode()) ? "Changed" : "Refused", place.host() + " refuses the update (" + Rcode.string(answer.getRcode()) + ")", null);
        }
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }

    private Message update(List<RecordChange> changes) {
        var update = new Update(zone);
        var going = changes.stream().filter(c -> c instanceof RecordChange.Remove).map(c -> c.about().name()).toList();
        for (var change : changes) {
            switch (change) {
                case RecordChange.Create(var set) -> {
                    update.absent(Wire.name(set.name()), Wire.type(set.type()));
                    // A server passes over what cannot stand beside a CNAME, without a word (RFC 2136, 3.4.2.2).
                    if (!going.contains(set.name()) && set.type() == RecordType.CNAME) {
                        update.absent(Wire.name(set.name()));
                    } else if (!going.contains(set.name())) {
                        update.absent(Wire.name(set.name()), Type.CNAME);
                    }
                    Wire.records(set).forEach(update::add);
                }
                case RecordChange.Replace(var before, var after) -> {
                    present(before).forEach(update::present);
                    update.delete(Wire.name(before.name()), Wire.type(before.type()));
                    Wire.records(after).forEach(update::add);
                }
                case RecordChange.Remove(var before) -> {
                    present(before).forEach(update::present);
                    update.delete(Wire.name(before.name()), Wire.type(before.type()));
                }
            }
        }
        return update;
    }

    /// As a prerequisite: the time of its records does not count, and has to be zero (RFC 2136, 2.4.2).
    private static List<Record> present(RecordSet set) {
        return Wire.records(new RecordSet(set.name(), set.type(), 0, set.values()));
    }

    /// Over TCP, because updates and answers are large.
    private Message asked(Message question) {
        try {
            var server = new SimpleResolver(place.address());
            server.setTCP(true);
            server.setTimeout(PATIENCE);
            place.key().ifPresent(server::setTSIGKey);
            return server.send(question);
        } catch (IOException silent) {
            throw unreachable(silent);
        }
    }

    private static boolean unmet(int code) {
        return code == Rcode.NXDOMAIN || code == Rcode.NXRRSET || code == Rcode.YXDOMAIN || code == Rcode.YXRRSET;
    }

    private DnsFailure denied(Message answer) {
        return new DnsFailure.Denied("UpdateRefused", place.host() + " does not let us in (" + Rcode.string(answer.getRcode()) + "); check the key's name, secret and algorithm, and what the server allows it", null);
    }

    private DnsFailure unreachable(IOException silent) {
        return new DnsFailure.Unreachable(place.host() + ":" + place.port() + " does not answer: " + silent.getMessage(), silent);
    }
}
