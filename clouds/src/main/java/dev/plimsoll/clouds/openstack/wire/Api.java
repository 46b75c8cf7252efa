package dev.plimsoll.clouds.openstack.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The services of one account. Logs in when first asked, before its token ends, and once more when a service does not take the token: revoked ones are noticed only so.
public final class Api implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int MOST = 200_000;

    private final Transport transport;
    private final Identity identity;
    private final InstantSource clock;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile Optional<Session> current = Optional.empty();

    public Api(Account account, InstantSource clock) {
        this.transport = new Transport(account.trust());
        this.identity = new Identity(account, transport, clock);
        this.clock = clock;
    }

    /// The session that is good now.
    public Session session() {
        var known = current;
        return known.filter(s -> s.ends().isAfter(clock.instant())).orElseGet(() -> renewed(known));
    }

    /// What was answered; an empty node when that was nothing.
    ///
    /// @throws CloudFailure unless it succeeded
    public JsonNode ask(Ask ask) {
        var answer = answer(ask);
        if (!answer.ok()) {
            throw OpenStackErrors.of(ask.doing(), answer);
        }
        return answer.json(ask.doing());
    }

    /// None when there is no such object.
    public Optional<JsonNode> find(Ask ask) {
        var answer = answer(ask);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        } else if (!answer.ok()) {
            throw OpenStackErrors.of(ask.doing(), answer);
        }
        return Optional.of(answer.json(ask.doing()));
    }

    /// A whole listing, however many pages it has. Pages shift when something is made or goes meanwhile, so that an object may come twice; here it comes once.
    ///
    /// @param field  of the answer, with the objects
    /// @param id     pointer to what tells an object from others
    public List<JsonNode> list(Ask ask, String field, String id) {
        var all = new LinkedHashMap<String, JsonNode>();
        var asked = new HashSet<String>();
        var next = Optional.of(ask);
        while (next.isPresent()) {
            var page = ask(next.get());
            if (!page.path(field).isArray()) {
                throw new CloudFailure.Unreachable("cannot " + ask.doing() + ": the answer has no " + field, null);
            }
            page.path(field).forEach(object -> all.putIfAbsent(object.at(id).asText(), object));
            next = next(page, field).map(query -> ask.at(new Route(ask.route().text().replaceFirst("\\?.*", "") + "?" + query)));
            if (next.isPresent() && !asked.add(next.get().route().text()) || all.size() > MOST) {
                throw new CloudFailure.Unreachable("cannot " + ask.doing() + ": the listing has no end", null);
            }
        }
        return new ArrayList<>(all.values());
    }

    /// As [#list(Ask, String, String)], of objects with ids.
    public List<JsonNode> list(Ask ask, String field) {
        return list(ask, field, "/id");
    }

    /// As [#list(Ask, String)]; empty where the service does not know such things, as Neutron without routers.
    public List<JsonNode> listIfKnown(Ask ask, String field) {
        try {
            return list(ask, field);
        } catch (CloudFailure.Absent unknown) {
            return List.of();
        }
    }

    /// The query of the next page. Only that of the link is used: behind a proxy its address is often wrong. Nova and Neutron have `<field>_links`, Glance has `next`.
    private static Optional<String> next(JsonNode page, String field) {
        var linked = page.path(field + "_links").valueStream().filter(l -> l.path("rel").asText().equals("next")).map(l -> l.path("href").asText()).findFirst();
        return linked.or(() -> Optional.of(page.path("next").asText(""))).filter(l -> l.indexOf('?') >= 0).map(l -> l.substring(l.indexOf('?') + 1));
    }

    private Answer answer(Ask ask) {
        var session = session();
        var answer = send(ask, session);
        return answer.status() == UNAUTHORIZED ? send(ask, renewed(Optional.of(session))) : answer;
    }

    private Answer send(Ask ask, Session session) {
        var request = HttpRequest.newBuilder(address(ask, session)).header("X-Auth-Token", session.token().reveal()).header("Accept", "application/json");
        if (ask.service() == Service.COMPUTE) {
            request.header("OpenStack-API-Version", session.compute().header());
        }
        ask.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
        request.method(ask.method(), ask.body().map(body -> BodyPublishers.ofByteArray(Json.bytes(body))).orElseGet(BodyPublishers::noBody));
        return transport.send(ask.doing(), request.build());
    }

    private static URI address(Ask ask, Session session) {
        try {
            return URI.create(session.addresses().get(ask.service()) + ask.route().text());
        } catch (IllegalArgumentException wrong) {
            throw new CloudFailure.Unreachable("cannot " + ask.doing() + ": the cloud names an address that is none", wrong);
        }
    }

    /// Another session than this one: who comes late finds that somebody else has logged in meanwhile.
    private Session renewed(Optional<Session> old) {
        loggingIn.lock();
        try {
            if (current.isEmpty() || current.equals(old)) {
                current = Optional.of(identity.logIn());
            }
            return current.get();
        } finally {
            loggingIn.unlock();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
