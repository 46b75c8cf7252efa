package dev.plimsoll.dns.digitalocean;

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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One zone at DigitalOcean (https://docs.digitalocean.com/reference/api/digitalocean/#tag/Domain-Records).
///
/// There are no sets and no batches: each value is a record, written by itself, so a call that fails in between leaves what it has done. Nor are there conditions: each set is looked at just before
/// it is written.
public final class DigitalOceanZone implements Dns {
    private static final String HOME = "https://api.digitalocean.com";
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 1_000;
    private static final int NOT_FOUND = 404;

    private final String domain;
    private final WebApi api;
    private final SecretText token;
    private final DigitalOceanRecord records;

    /// @throws DnsFailure.Rejected with code `InvalidZone` when it cannot be one as it is declared
    public DigitalOceanZone(DnsProviders.Access access) {
        var settings = new Settings(access, "DigitalOcean").onlyOptions(Set.of()).onlyEntries(Set.of("token", "ca"));
        this.domain = settings.domain();
        this.token = settings.needed("token");
        this.api = WebApi.of(settings, HOME);
        this.records = new DigitalOceanRecord(domain);
    }

    @Override
    public String name() {
        return "digitalocean";
    }

    @Override
    public String answers() {
        ask("find the domain " + domain, api.request("/v2/domains/" + domain));
        return "DigitalOcean";
    }

    @Override
    public List<RecordSet> list() {
        return HeldRecord.sets(records("list " + domain, Map.of()));
    }

    @Override
    public void change(List<RecordChange> changes) {
        for (var change : changes) {
            var about = change.about();
            var doing = "change " + about;
            var rewrite = Rewrite.of(change, records("look at " + about, Map.of("name", about.name(), "type", about.type().name())));
            rewrite.overwritten().forEach(held -> overwrite(doing, held));
            rewrite.added().forEach(one -> ask(doing, api.request("/v2/domains/" + domain + "/records").POST(json(one))));
            rewrite.removed().forEach(held -> remove(doing, held));
        }
    }

    @Override
    public void close() {
        api.close();
    }

    private List<HeldRecord> records(String doing, Map<String, String> filter) {
        var all = new ArrayList<HeldRecord>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var query = new HashMap<>(filter);
            query.put("page", Integer.toString(page));
            query.put("per_page", Integer.toString(PAGE));
            var answer = ask(doing, api.request("/v2/domains/" + domain + "/records" + WebApi.query(query)));
            answer.listed("domain_records").forEach(each -> records.read(each).filter(held -> matches(held, filter)).ifPresent(all::add));
            // The link's own address is not followed: it carries a number that we know, and the token would go along.
            if (answer.json().path("links").path("pages").path("next").asText("").isEmpty()) {
                return all;
            }
        }
        throw new DnsFailure.Rejected("Refused", "cannot " + doing + ": the zone has more than " + MOST_PAGES * PAGE + " records", null);
    }

    /// A server that does not know the filter answers with everything.
    private static boolean matches(HeldRecord held, Map<String, String> filter) {
        return filter.isEmpty() || held.one().name().equals(filter.get("name")) && held.one().type().name().equals(filter.get("type"));
    }

    private void overwrite(String doing, HeldRecord held) {
        var answer = send(doing, api.request(path(held)).PUT(json(held.one())));
        if (answer.status() == NOT_FOUND) {
            throw new DnsFailure.Rejected("Changed", held.one() + " went while it was being changed", null);
        } else if (!answer.ok()) {
            throw answer.failure(said(answer));
        }
    }

    private void remove(String doing, HeldRecord held) {
        var answer = send(doing, api.request(path(held)).DELETE());
        if (!answer.ok() && answer.status() != NOT_FOUND) {
            throw answer.failure(said(answer));
        }
    }

    private String path(HeldRecord held) {
        return "/v2/domains/" + domain + "/records/" + WebApi.encoded(held.id());
    }

    private BodyPublisher json(RecordSet one) {
        return BodyPublishers.ofByteArray(Answer.bytes(records.document(one)));
    }

    private Answer ask(String doing, HttpRequest.Builder request) {
        var answer = send(doing, request);
        if (!answer.ok()) {
            throw answer.failure(said(answer));
        }
        return answer;
    }

    private Answer send(String doing, HttpRequest.Builder request) {
        return api.send(doing, request.header("Authorization", "Bearer " + token.reveal()).header("Content-Type", "application/json").header("Accept", "application/json").build());
    }

    /// `{"id": "unprocessable_entity", "message": "…", "request_id": "…"}`
    private static String said(Answer answer) {
        return answer.json().path("message").asText("");
    }
}
