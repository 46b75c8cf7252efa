package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsRecordStatus;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.certificate.CertificateOrder;
import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Answers of challenges by DNS, as DnsRecords that the certificate owns while its order is under way. Answers over HTTP need nothing: they are in the certificate's status, where the listener
/// looks for them.
record Proofs(Certification certification) {
    /// RFC 8555, section 8.4.
    private static final String LABEL = "_acme-challenge.";
    private static final int TTL = 60;

    /// @param ready   whether every answer can be found
    /// @param waitFor what is waited for, when it is a resource
    /// @param writes  to be committed before it can be so
    record Placing(boolean ready, Optional<Key> waitFor, String sentence, List<Write> writes) {}

    Placing place(Resource certificate, CertificateOrder order) {
        var answers = new TreeMap<String, List<String>>();
        order.challenges().stream().filter(c -> c.type() == ChallengeType.DNS).forEach(c -> answers.computeIfAbsent(c.name(), _ -> new ArrayList<>()).add(c.answer()));
        var writes = new ArrayList<Write>();
        Optional<Placing> waiting = Optional.empty();
        for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
            var zone = zone(certificate, answer.getKey());
            if (zone.isEmpty()) {
                return new Placing(false, Optional.empty(), "no DnsZone takes proofs for " + answer.getKey() + "; declare one, or name it in zone", List.of());
            }
            var wanted = new DnsRecordSpec(zone.get().metadata().name(), LABEL + answer.getKey(), RecordType.TXT, TTL, answer.getValue().stream().distinct().toList());
            var key = new Key(Kind.DNS_RECORD, certificate.metadata().project(), "acme-" + SecretNames.print(certificate.metadata().name() + " " + answer.getKey()));
            var there = certification.get(key);
            if (there.isEmpty()) {
                writes.add(new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()).withOwner(certificate.asOwner()), wanted), Write.Expected.ABSENT));
            } else if (!there.get().spec().equals(wanted) && !there.get().metadata().deleting()) {
                writes.add(new Write.Put(there.get().withSpec(wanted), Write.Expected.revision(there.get().metadata().revision())));
            } else if (!settled(there.get(), zone.get().spec(DnsZoneSpec.class))) {
                waiting = Optional.of(new Placing(false, Optional.of(key), "the proof for " + answer.getKey() + " is not in its zone yet: " + sentence(there.get()), List.of()));
            }
        }
        return writes.isEmpty() ? waiting.orElse(new Placing(true, Optional.empty(), "", List.of())) : new Placing(false, Optional.empty(), "proofs are being put into the zone", writes);
    }

    /// The records are of no use any more.
    List<Write> cleared(Resource certificate) {
        return records(certificate).stream().filter(r -> !r.metadata().deleting()).map(certification::deletion).toList();
    }

    List<Resource> records(Resource certificate) {
        return certification.around().mirror().list(Query.of(Kind.DNS_RECORD).in(certificate.metadata().project()).ownedBy(certificate.asOwner()));
    }

    /// The declared one, or the one with the longest domain that the name lies in.
    private Optional<Resource> zone(Resource certificate, String name) {
        var declared = certificate.spec(CertificateSpec.class).zone();
        return declared.isPresent() ? certification.get(new Key(Kind.DNS_ZONE, certificate.metadata().project(), declared.get()))
            : certification.around().mirror().list(Query.of(Kind.DNS_ZONE).in(certificate.metadata().project())).stream().filter(z -> DomainName.within(name, z.spec(DnsZoneSpec.class).domain()))
                .max(Comparator.comparingInt(z -> z.spec(DnsZoneSpec.class).domain().length()));
    }

    private boolean settled(Resource dnsRecord, DnsZoneSpec zone) {
        var status = dnsRecord.status(DnsRecordStatus.class);
        return status.level() && status.observedGeneration() == dnsRecord.metadata().generation()
            && !status.written().orElse(Instant.EPOCH).plus(zone.settle()).isAfter(certification.now());
    }

    private static String sentence(Resource dnsRecord) {
        return dnsRecord.status().condition(dev.plimsoll.model.Condition.LEVEL).map(dev.plimsoll.model.Condition::sentence).orElse("nobody looked at it yet");
    }
}
