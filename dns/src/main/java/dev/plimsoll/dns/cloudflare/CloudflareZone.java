package dev.plimsoll.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.dns.web.Answer;
import dev.plimsoll.dns.web.HeldRecord;
import dev.plimsoll.dns.web.Rewrite;
import dev.plimsoll.dns.web.Settings;
import dev.plimsoll.dns.web.WebApi;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One zone at Cloudflare (https://developers.cloudflare.com/api/resources/dns/subresources/records/).
///
/// All changes of a call are one batch, which Cloudflare does in one transaction, deletes first. It has no condition on what was there, so each set is looked at just before; between that look and the
/// batch somebody else may write, and a record that went meanwhile fails the batch.
public final class CloudflareZone implements Dns {
    private static final String HOME = "https://api.cloudflare.com/client/v4";
    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 500;
    /// Record does not exist; an A, AAAA, CNAME record with that host, the record, an identical record already exists: somebody was faster.
    private static final Set<Integer> OVERTAKEN = Set.of(81_044, 81_057, 81_058);

    private final String domain;
    private final Optional<String> declared;
    private final WebApi api;
    private final SecretText token;
    private volatile Optional<String> found = Optional.empty();

    /// @throws DnsFailure.Rejected with code `InvalidZone` when it cannot be one as it is declared
    public CloudflareZone(DnsProviders.Access access) {
        var settings = new Settings(access, "Cloudflare").onlyOptions(Set.of("zone")).onlyEntries(Set.of("token", "ca"));
        this.domain = settings.domain();
        this.declared = settings.option("zone");
        this.token = settings.needed("token");
        this.api = WebApi.of(settings, HOME);
    }

    @Override
    public String name() {
        return "cloudflare";
    }

    @Override
    public String answers() {
        found = Optional.empty();
        var zone = ask("find the zone " + domain, api.request("/zones/" + WebApi.encoded(zone()))).json().path("result");
        return "Cloudflare zone " + zone() + zone.path("name_servers").valueStream().map(JsonNode::asText).collect(Collectors.collectingAndThen(Collectors.joining(", "), names -> names.isEmpty() ? "" : " at " + names));
    }

    @Override
    public List<RecordSet> list() {
        return HeldRecord.sets(records("list " + domain, Map.of()));
    }

    @Override
    public void change(List<RecordChange> changes) {
        var rewrites = changes.stream().map(change -> Rewrite.of(change, records("look at " + change.about(), Map.of("name.exact", change.about().name(), "type", change.about().type().name())))).toList();
        var batch = Map.of(
            "deletes", rewrites.stream().flatMap(r -> r.removed().stream()).map(held -> Map.of("id", held.id())).toList(),
            "puts", rewrites.stream().flatMap(r -> r.overwritten().stream()).map(CloudflareRecord::document).toList(),
            "posts", rewrites.stream().flatMap(r -> r.added().stream()).map(CloudflareRecord::document).toList());
        if (batch.values().stream().anyMatch(list -> !list.isEmpty())) {
            ask("change " + changes.stream().map(c -> c.about().toString()).collect(Collectors.joining(", ")),
                api.request("/zones/" + WebApi.encoded(zone()) + "/dns_records/batch").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(Answer.bytes(batch))));
        }
    }

    @Override
    public void close() {
        api.close();
    }

    private List<HeldRecord> records(String doing, Map<String, String> filter) {
        var records = new ArrayList<HeldRecord>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var query = new HashMap<>(filter);
            query.put("page", Integer.toString(page));
            query.put("per_page", Integer.toString(PAGE));
            var answer = ask(doing, api.request("/zones/" + WebApi.encoded(zone()) + "/dns_records" + WebApi.query(query)));
            answer.listed("result").forEach(each -> CloudflareRecord.read(each).filter(held -> matches(held, filter)).ifPresent(records::add));
            if (page >= answer.json().path("result_info").path("total_pages").asInt(1)) {
                return records;
            }
        }
        throw new DnsFailure.Rejected("Refused", "cannot " + doing + ": the zone has more than " + MOST_PAGES * PAGE + " records", null);
    }

    /// A server that does not know the filter answers with everything.
    private static boolean matches(HeldRecord held, Map<String, String> filter) {
        return filter.isEmpty() || held.one().name().equals(filter.get("name.exact")) && held.one().type().name().equals(filter.get("type"));
    }

    private String zone() {
        if (declared.isPresent() || found.isPresent()) {
            return declared.or(() -> found).get();
        }
        var zones = ask("find the zone " + domain, api.request("/zones" + WebApi.query(Map.of("name", domain)))).listed("result").valueStream().filter(z -> z.path("name").asText().equals(domain)).toList();
        if (zones.size() != 1) {
            throw zones.isEmpty() ? new DnsFailure.Absent("ZoneNotFound", "Cloudflare shows no zone " + domain + " to this token; it needs Zone:Read and DNS:Edit for that zone, or the option zone with the zone's id", null)
                : new DnsFailure.Rejected("InvalidZone", "Cloudflare shows this token " + zones.size() + " zones " + domain + "; say which one with the option zone, its id", null);
        }
        found = Optional.of(zones.getFirst().path("id").asText());
        return found.get();
    }

    private Answer ask(String doing, HttpRequest.Builder request) {
        var answer = api.send(doing, request.header("Authorization", "Bearer " + token.reveal()).header("Accept", "application/json").build());
        if (!answer.ok() || !answer.understood().path("success").asBoolean()) {
            throw failure(answer);
        }
        return answer;
    }

    /// `{"success": false, "errors": [{"code": 81057, "message": "…", "error_chain": […]}]}`
    private static DnsFailure failure(Answer answer) {
        var errors = answer.json().path("errors").valueStream().toList();
        var said = errors.stream().map(e -> e.path("message").asText() + e.path("error_chain").valueStream().map(c -> ": " + c.path("message").asText()).collect(Collectors.joining()) + " [" + e.path("code").asInt() + "]")
            .collect(Collectors.joining("; "));
        if (errors.stream().anyMatch(e -> OVERTAKEN.contains(e.path("code").asInt()))) {
            return new DnsFailure.Rejected("Changed", answer.sentence(said), null);
        }
        return answer.ok() ? new DnsFailure.Rejected("Refused", answer.sentence(said), null) : answer.failure(said);
    }
}
