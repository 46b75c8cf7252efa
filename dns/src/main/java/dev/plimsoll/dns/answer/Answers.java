package dev.plimsoll.dns.answer;

import dev.plimsoll.dns.Wire;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.ports.dns.AnsweredNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// From a question to its answer (RFC 1034, section 4.3.2), for one level of names without delegations.
///
/// @param names what is answered for
/// @param turn  grows with each answer, so that of several values another one comes first each time
record Answers(AnsweredNames names, AtomicInteger turn) {
    private static final int TTL = 30;
    private static final int HOPS = 8;
    static final int LARGEST_DATAGRAM = 1_232;

    Answers(AnsweredNames names) {
        this(names, new AtomicInteger());
    }

    Message answer(Message question) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        if (question.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        if (question.getOPT() != null) {
            answer.addRecord(new OPTRecord(LARGEST_DATAGRAM, 0, 0), Section.ADDITIONAL);
        }
        if (question.getHeader().getFlag(Flags.QR) || question.getHeader().getOpcode() != Opcode.QUERY || question.getHeader().getCount(Section.QUESTION) != 1) {
            answer.getHeader().setRcode(question.getHeader().getOpcode() == Opcode.QUERY ? Rcode.FORMERR : Rcode.NOTIMP);
            return answer;
        }
        var asked = question.getQuestion();
        answer.addRecord(asked, Section.QUESTION);
        var domain = names.domain(DomainName.bare(asked.getName().toString()));
        if (domain.isEmpty() || asked.getDClass() != DClass.IN || asked.getType() == Type.AXFR || asked.getType() == Type.IXFR) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer;
        }
        answer.getHeader().setFlag(Flags.AA);
        follow(asked.getName(), asked.getType(), domain.get(), answer);
        return answer;
    }

    private void follow(Name asked, int type, String domain, Message answer) {
        var name = asked;
        for (int hop = 0; hop < HOPS; hop++) {
            var text = DomainName.bare(name.toString());
            var sets = found(text, domain);
            var origin = Wire.name(domain);
            if (text.equals(domain) && (type == Type.SOA || type == Type.NS)) {
                answer.addRecord(type == Type.SOA ? soa(origin) : new NSRecord(origin, DClass.IN, TTL, host(origin)), Section.ANSWER);
                return;
            }
            var alias = sets.stream().filter(s -> s.type() == RecordType.CNAME && type != Type.CNAME).findFirst();
            if (alias.isEmpty()) {
                end(sets, name, type, domain, answer);
                return;
            }
            add(alias.get(), name, answer);
            var target = alias.get().values().getFirst();
            if (!names.domain(target).equals(Optional.of(domain))) {
                return;
            }
            name = Wire.name(target);
        }
    }

    private void end(List<RecordSet> sets, Name name, int type, String domain, Message answer) {
        var text = DomainName.bare(name.toString());
        sets.stream().filter(s -> type == Type.ANY || Wire.type(s.type()) == type).forEach(s -> add(s, name, answer));
        answer.getSection(Section.ANSWER).stream().filter(r -> r instanceof SRVRecord).map(r -> ((SRVRecord) r).getTarget()).distinct().forEach(target -> beside(target, domain, answer));
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            if (sets.isEmpty() && !text.equals(domain) && !names.above(text)) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            answer.addRecord(soa(Wire.name(domain)), Section.AUTHORITY);
        }
    }

    /// Under the name itself, or, when nothing is there, under the wildcard beside it.
    private List<RecordSet> found(String name, String domain) {
        var exact = names.sets(name);
        int dot = name.indexOf('.');
        return !exact.isEmpty() || name.equals(domain) || dot < 0 || names.above(name) ? exact : names.sets("*" + name.substring(dot));
    }

    /// Under the name that was asked for, which a wildcard's own is not.
    private void add(RecordSet set, Name as, Message answer) {
        var records = new ArrayList<>(Wire.records(set));
        Collections.rotate(records, Math.floorMod(turn.getAndIncrement(), records.size()));
        records.forEach(each -> answer.addRecord(each.getName().isWild() ? each.withName(as) : each, Section.ANSWER));
    }

    /// The addresses of a service's target come along (RFC 2782); what of them does not fit is left out.
    private void beside(Name target, String domain, Message answer) {
        if (names.domain(DomainName.bare(target.toString())).equals(Optional.of(domain))) {
            names.sets(DomainName.bare(target.toString())).stream().filter(s -> s.type() == RecordType.A || s.type() == RecordType.AAAA)
                .forEach(s -> Wire.records(s).forEach(each -> answer.addRecord(each, Section.ADDITIONAL)));
        }
    }

    private static Record soa(Name origin) {
        return new SOARecord(origin, DClass.IN, TTL, host(origin), host(origin), 1, TTL, TTL, TTL, TTL);
    }

    private static Name host(Name origin) {
        return Wire.name("ns." + DomainName.bare(origin.toString()));
    }
}
