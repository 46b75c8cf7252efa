package dev.plimsoll.dns.route53;

import dev.plimsoll.dns.web.Settings;
import dev.plimsoll.dns.web.WebApi;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// One hosted zone at Amazon Route 53 (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
///
/// All changes of a call are one batch, done together or not at all. A creation fails where something is, a deletion where not exactly this is, so Route 53 itself sees to it that nothing is changed
/// that somebody else has changed. A batch is taken at once and known to all its servers later (`INSYNC`).
public final class Route53Zone implements Dns {
    private static final String HOME = "https://route53.amazonaws.com";
    private static final String VERSION = "/2013-04-01";
    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
    private static final int PAGE = 300;
    private static final int MOST_PAGES = 2_000;

    private final String domain;
    private final Optional<String> declared;
    private final WebApi api;
    private final Signature signature;
    private final InstantSource clock;
    private volatile Optional<String> found = Optional.empty();
    /// The newest change that may not be known everywhere yet; older ones were taken before it.
    private final AtomicReference<Optional<String>> spreading = new AtomicReference<>(Optional.empty());

    /// @throws DnsFailure.Rejected with code `InvalidZone` when it cannot be one as it is declared
    public Route53Zone(DnsProviders.Access access, InstantSource clock) {
        var settings = new Settings(access, "Route 53").onlyOptions(Set.of("zone")).onlyEntries(Set.of("accessKeyId", "secretAccessKey", "sessionToken", "ca"));
        this.domain = settings.domain();
        this.declared = settings.option("zone").map(id -> id.replaceFirst("^/?hostedzone/", ""));
        this.api = WebApi.of(settings, HOME);
        this.signature = new Signature(settings.needed("accessKeyId").reveal(), settings.needed("secretAccessKey"), settings.entry("sessionToken").map(_ -> settings.needed("sessionToken")), "us-east-1/route53");
        this.clock = clock;
    }

    @Override
    public String name() {
        return "route53";
    }

    @Override
    public String answers() {
        found = Optional.empty();
        var zone = get("find the zone " + domain, "/hostedzone/" + WebApi.encoded(zone()), Map.of());
        var servers = zone.one("DelegationSet").flatMap(d -> d.one("NameServers")).map(n -> n.all("NameServer").stream().map(Document::text).collect(Collectors.joining(", "))).orElse("");
        return "Route 53 zone " + zone() + (servers.isEmpty() ? "" : " at " + servers);
    }

    @Override
    public List<RecordSet> list() {
        var all = new ArrayList<Held>();
        var from = new HashMap<>(Map.of("maxitems", Integer.toString(PAGE)));
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = get("list " + domain, "/hostedzone/" + WebApi.encoded(zone()) + "/rrset", from);
            answer.one("ResourceRecordSets").orElseThrow(() -> new DnsFailure.Unreachable("cannot list " + domain + ": what was answered has no sets", null)).all("ResourceRecordSet")
                .forEach(set -> Held.read(set).ifPresent(all::add));
            if (!answer.text("IsTruncated").equals("true")) {
                return Held.sets(all);
            }
            from.put("name", answer.text("NextRecordName"));
            from.put("type", answer.text("NextRecordType"));
            from.remove("identifier");
            answer.one("NextRecordIdentifier").ifPresent(id -> from.put("identifier", id.text()));
        }
        throw new DnsFailure.Rejected("Refused", "cannot list " + domain + ": the zone has more than " + MOST_PAGES * PAGE + " sets", null);
    }

    /// A set may be gone that is to go, and its values may be written otherwise than we would, with the same meaning: both are looked up only when Route 53 refuses the batch.
    @Override
    public void change(List<RecordChange> changes) {
        try {
            send(changes, changes.stream().map(Route53Zone::before).toList());
        } catch (DnsFailure.Rejected refused) {
            if (!refused.code().equals("Changed")) {
                throw refused;
            }
            var rest = new ArrayList<RecordChange>();
            var before = new ArrayList<Held>();
            for (var change : changes) {
                var there = change instanceof RecordChange.Create ? Optional.<Held>empty() : held(change.about());
                if (there.isPresent() || !(change instanceof RecordChange.Remove)) {
                    rest.add(change);
                    before.add(there.filter(h -> h.plain() && h.set().equals(before(change).set())).orElseGet(() -> before(change)));
                }
            }
            if (rest.equals(changes) && before.equals(changes.stream().map(Route53Zone::before).toList())) {
                throw refused;
            }
            send(rest, before);
        }
    }

    @Override
    public boolean settled() {
        var change = spreading.get();
        if (change.isPresent() && get("look at the change " + change.get(), "/change/" + WebApi.encoded(change.get()), Map.of()).one("ChangeInfo").filter(i -> i.text("Status").equals("INSYNC")).isPresent()) {
            spreading.compareAndSet(change, Optional.empty());
        }
        return spreading.get().isEmpty();
    }

    @Override
    public void close() {
        api.close();
    }

    private static Held before(RecordChange change) {
        return Held.of(switch (change) {
            case RecordChange.Create(var set) -> set;
            case RecordChange.Replace(var before, var _) -> before;
            case RecordChange.Remove(var before) -> before;
        });
    }

    private Optional<Held> held(RecordSet about) {
        var sets = get("look at " + about, "/hostedzone/" + WebApi.encoded(zone()) + "/rrset", Map.of("name", about.name() + ".", "type", about.type().name(), "maxitems", "1")).one("ResourceRecordSets");
        return sets.flatMap(s -> s.one("ResourceRecordSet")).flatMap(Held::read).filter(held -> held.set().beside(about));
    }

    private void send(List<RecordChange> changes, List<Held> before) {
        if (changes.isEmpty()) {
            return;
        }
        var batch = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ChangeResourceRecordSetsRequest xmlns=\"" + NAMESPACE + "\"><ChangeBatch><Changes>");
        for (int i = 0; i < changes.size(); i++) {
            batch.append(Held.batch(changes.get(i), before.get(i)));
        }
        batch.append("</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>");
        var doing = "change " + changes.stream().map(c -> c.about().toString()).collect(Collectors.joining(", "));
        var answer = ask(doing, "/hostedzone/" + WebApi.encoded(zone()) + "/rrset", Map.of(), Optional.of(batch.toString()));
        answer.one("ChangeInfo").filter(i -> !i.text("Status").equals("INSYNC")).ifPresent(i -> spreading.set(Optional.of(i.text("Id").replaceFirst("^/?change/", ""))));
    }

    private String zone() {
        if (declared.isPresent() || found.isPresent()) {
            return declared.or(() -> found).get();
        }
        var zones = get("find the zone " + domain, "/hostedzonesbyname", Map.of("dnsname", domain + ".", "maxitems", "10")).one("HostedZones").map(all -> all.all("HostedZone").stream()
            .filter(z -> DomainName.bare(z.text("Name")).equals(domain)).map(z -> z.text("Id").replaceFirst("^/?hostedzone/", "")).toList()).orElse(List.of());
        if (zones.size() != 1) {
            throw zones.isEmpty() ? new DnsFailure.Absent("ZoneNotFound", "Route 53 has no hosted zone " + domain + ". in this account", null)
                : new DnsFailure.Rejected("InvalidZone", "Route 53 has " + zones.size() + " hosted zones " + domain + ". in this account, as public and private ones; say which one with the option zone: " + String.join(", ", zones), null);
        }
        found = Optional.of(zones.getFirst());
        return found.get();
    }

    private Document get(String doing, String path, Map<String, String> query) {
        return ask(doing, path, query, Optional.empty());
    }

    /// @param body posted, where there is one
    private Document ask(String doing, String path, Map<String, String> query, Optional<String> body) {
        var sorted = WebApi.query(query);
        var request = api.request(VERSION + path + sorted);
        var address = request.build().uri();
        var bytes = body.orElse("").getBytes(StandardCharsets.UTF_8);
        var host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
        var method = body.isPresent() ? "POST" : "GET";
        var sent = new Signature.Request(method, host, address.getRawPath(), sorted.replaceFirst("^\\?", ""), body.isPresent() ? Map.of("content-type", "application/xml") : Map.of(), bytes);
        signature.headers(sent, clock.instant()).forEach(request::header);
        var answer = api.send(doing, request.method(method, body.isPresent() ? BodyPublishers.ofByteArray(bytes) : BodyPublishers.noBody()).build());
        if (!answer.ok()) {
            throw Route53Errors.of(answer);
        }
        return Document.read(answer.body()).filter(document -> document.name().endsWith("Response")).orElseThrow(() -> new DnsFailure.Unreachable("cannot " + doing + ": what was answered cannot be understood (" + answer.body().length + " bytes)", null));
    }
}
