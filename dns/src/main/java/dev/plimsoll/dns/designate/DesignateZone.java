package dev.plimsoll.dns.designate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.dns.Wire;
import dev.plimsoll.dns.web.Answer;
import dev.plimsoll.dns.web.HeldRecord;
import dev.plimsoll.dns.web.Rewrite;
import dev.plimsoll.dns.web.Settings;
import dev.plimsoll.dns.web.WebApi;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.dns.RecordChange;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One zone of Designate (https://docs.openstack.org/api-ref/dns/).
///
/// It holds sets, and changes one with each request, without conditions: each is looked at just before. A change is taken at once and carried to the servers later; until then the set and its zone are
/// `PENDING`, a set that goes is still listed with the action `DELETE`, and nothing of its name and type can be made.
public final class DesignateZone implements Dns {
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 1_000;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MUCH = 413;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final String domain;
    private final Settings settings;
    private final Keystone keystone;
    private final WebApi api;
    private volatile Optional<Keystone.Session> session = Optional.empty();
    private volatile Optional<Zone> known = Optional.empty();
    private volatile boolean spreading;

    /// @param ttl of sets that have none of their own
    private record Zone(String id, int ttl) {}

    /// @param set as it will be, or as it is while it goes
    private record Held(String id, RecordSet set, boolean going) {}

    /// @throws DnsFailure.Rejected with code `InvalidZone` when it cannot be one as it is declared
    public DesignateZone(DnsProviders.Access access) {
        this.settings = new Settings(access, "Designate").onlyOptions(Keystone.OPTIONS).onlyEntries(Keystone.ENTRIES);
        this.domain = settings.domain();
        this.keystone = new Keystone(settings);
        this.api = WebApi.at(settings, keystone.address());
    }

    @Override
    public String name() {
        return "designate";
    }

    @Override
    public String answers() {
        known = Optional.empty();
        return "Designate zone " + zone().id();
    }

    @Override
    public List<RecordSet> list() {
        return held("list " + domain, Map.of()).stream().filter(h -> !h.going()).map(Held::set).toList();
    }

    @Override
    public void change(List<RecordChange> changes) {
        for (var change : changes) {
            var about = change.about();
            var there = held("look at " + about, Map.of("name", about.name() + ".", "type", about.type().name())).stream().filter(h -> h.set().beside(about)).findFirst();
            if (!Rewrite.stillSo(change, there.filter(h -> !h.going()).map(Held::set))) {
                continue;
            }
            if (there.filter(Held::going).isPresent()) {
                throw new DnsFailure.Throttled("cannot make " + about + ": Designate is still removing the one before", Optional.of(SOON));
            }
            spreading = true;
            switch (change) {
                case RecordChange.Create(var set) -> write(set, "POST", "", Map.of("name", set.name() + ".", "type", set.type().name(), "ttl", set.ttl(), "records", Written.of(set)));
                case RecordChange.Replace(var _, var set) -> write(set, "PUT", "/" + there.orElseThrow().id(), Map.of("ttl", set.ttl(), "records", Written.of(set)));
                case RecordChange.Remove(var set) -> write(set, "DELETE", "/" + there.orElseThrow().id(), Map.of());
            }
        }
    }

    @Override
    public boolean settled() {
        if (spreading) {
            spreading = !ask("look at the zone " + domain, "GET", "/zones/" + zone().id(), Map.of()).understood().path("status").asText().equals("ACTIVE");
        }
        return !spreading;
    }

    @Override
    public void close() {
        api.close();
    }

    private void write(RecordSet set, String method, String below, Map<String, Object> document) {
        var answer = answer("change " + set, method, "/zones/" + zone().id() + "/recordsets" + below, document);
        if (answer.status() == NOT_FOUND && method.equals("PUT")) {
            throw new DnsFailure.Rejected("Changed", set + " went while it was being changed", null);
        } else if (!answer.ok() && !(answer.status() == NOT_FOUND && method.equals("DELETE"))) {
            throw failure(answer);
        }
    }

    private List<Held> held(String doing, Map<String, String> filter) {
        var all = new ArrayList<Held>();
        var query = new HashMap<>(filter);
        query.put("limit", Integer.toString(PAGE));
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = ask(doing, "GET", "/zones/" + zone().id() + "/recordsets" + WebApi.query(query), Map.of());
            var sets = answer.listed("recordsets");
            sets.forEach(each -> held(each).ifPresent(all::add));
            // The link's own address is often wrong behind a proxy; what follows the last one of this page is the same.
            if (answer.json().path("links").path("next").asText("").isEmpty() || sets.isEmpty()) {
                return all;
            }
            query.put("marker", sets.path(sets.size() - 1).path("id").asText());
        }
        throw new DnsFailure.Rejected("Refused", "cannot " + doing + ": the zone has more than " + MOST_PAGES * PAGE + " sets", null);
    }

    private Optional<Held> held(JsonNode document) {
        return HeldRecord.type(document.path("type").asText()).map(type -> new Held(document.path("id").asText(),
            new RecordSet(DomainName.bare(document.path("name").asText()), type, document.path("ttl").asInt(zone().ttl()), document.path("records").valueStream().map(r -> Wire.value(type, r.asText())).toList()),
            document.path("action").asText().equals("DELETE")));
    }

    private Zone zone() {
        if (known.isEmpty()) {
            var declared = settings.option("zone");
            var zones = declared.isPresent() ? List.of(ask("find the zone " + domain, "GET", "/zones/" + WebApi.encoded(declared.get()), Map.of()).understood())
                : ask("find the zone " + domain, "GET", "/zones" + WebApi.query(Map.of("name", domain + ".")), Map.of()).listed("zones").valueStream().toList();
            var found = zones.stream().filter(z -> z.path("name").asText().equals(domain + ".")).findFirst()
                .orElseThrow(() -> new DnsFailure.Absent("ZoneNotFound", "Designate shows no zone " + domain + ". to this project; make it there, or share it with the project", null));
            known = Optional.of(new Zone(found.path("id").asText(), found.path("ttl").asInt()));
        }
        return known.get();
    }

    private Answer ask(String doing, String method, String path, Map<String, Object> document) {
        var answer = answer(doing, method, path, document);
        if (!answer.ok()) {
            throw failure(answer);
        }
        return answer;
    }

    /// Logs in when first asked, and once more when the token is not taken: revoked ones and those that have ended are noticed only so.
    private Answer answer(String doing, String method, String path, Map<String, Object> document) {
        var first = session.isPresent();
        var answer = send(doing, method, path, document);
        if (answer.status() == UNAUTHORIZED && first) {
            session = Optional.empty();
            return send(doing, method, path, document);
        }
        return answer;
    }

    private Answer send(String doing, String method, String path, Map<String, Object> document) {
        var current = session.orElseGet(() -> keystone.logIn(api));
        session = Optional.of(current);
        return api.send(doing, api.request(current.dns(), path).header("X-Auth-Token", current.token().reveal()).header("Content-Type", "application/json").header("Accept", "application/json")
            .method(method, document.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Answer.bytes(document))).build());
    }

    /// `{"code": 409, "type": "duplicate_recordset", "message": "…"}`; what is wrong with a document is in `errors`.
    private DnsFailure failure(Answer answer) {
        var json = answer.json();
        var errors = json.path("errors").path("errors").valueStream().map(e -> e.path("message").asText()).filter(m -> !m.isEmpty()).toList();
        var said = (json.path("message").asText(json.path("error").path("message").asText("")) + " " + String.join(", ", errors) + (json.has("type") ? " [" + json.path("type").asText() + "]" : "")).strip();
        if (answer.status() == NOT_FOUND) {
            known = Optional.empty();
        }
        return switch (answer.status()) {
            case CONFLICT -> new DnsFailure.Rejected("Changed", answer.sentence(said), null);
            case TOO_MUCH -> new DnsFailure.Rejected("QuotaExceeded", answer.sentence(said), null);
            default -> answer.failure(said);
        };
    }
}
