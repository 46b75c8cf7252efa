package dev.plimsoll.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an etcd (3.4 or newer) holds below a prefix, by the JSON form of its API: <https://etcd.io/docs/v3.4/dev-guide/api_grpc_gateway/>. Keys and values are base64 there, and 64-bit numbers are texts.
public final class EtcdKeyspace implements Keyspace {
    /// Of one transaction; etcd allows 128 unless told otherwise.
    private static final int CHANGES = 100;
    private static final int PAGE = 1_000;
    private static final int MOST = 50_000;
    /// The gRPC code of what is not there, here a lease.
    private static final int NOT_FOUND = 5;
    private static final String LEASE_EXISTS = "lease already exists";

    private final EtcdApi api;
    private final String prefix;

    private EtcdKeyspace(EtcdApi api, String prefix) {
        this.api = api;
        this.prefix = prefix;
    }

    /// @throws RegisterFailure.Rejected with code `InvalidAnnouncement` when it cannot be used as declared
    public static EtcdKeyspace open(Keyspaces.Access access) {
        return new EtcdKeyspace(EtcdApi.of(access), access.spec().prefix());
    }

    @Override
    public List<HeldKey> list() {
        // A slash is the last character of every prefix, and 0 the one after it.
        var end = text(prefix.substring(0, prefix.length() - 1) + "0");
        var held = new ArrayList<HeldKey>();
        var question = new HashMap<String, Object>(Map.of("key", text(prefix), "range_end", end, "limit", Integer.toString(PAGE)));
        while (true) {
            var page = api.ask("list " + prefix, "/v3/kv/range", question);
            page.path("kvs").forEach(k -> held.add(new HeldKey(told(k.path("key")), told(k.path("value")), k.path("lease").asLong(), k.path("mod_revision").asLong())));
            if (!page.path("more").asBoolean()) {
                return held;
            }
            if (held.size() >= MOST) {
                throw new RegisterFailure.Rejected("TooManyKeys", "there are more than " + MOST + " keys below " + prefix + " in the etcd; give the announcement a prefix of its own", null);
            }
            question.put("key", text(held.getLast().key() + "\0"));
            // All pages as of the first one.
            question.putIfAbsent("revision", page.path("header").path("revision").asText());
        }
    }

    @Override
    public void renew(long number, Duration ttl) {
        var id = Long.toString(number);
        if (api.ask("renew a lease", "/v3/lease/keepalive", Map.of("ID", id)).path("result").path("TTL").asLong() > 0) {
            return;
        }
        var granted = api.send("get a lease", "/v3/lease/grant", Map.of("ID", id, "TTL", Long.toString(ttl.toSeconds())));
        if (!granted.ok() && !granted.error().contains(LEASE_EXISTS)) {
            throw api.failure("get a lease", granted);
        }
    }

    @Override
    public boolean change(List<KeyChange> changes) {
        for (int from = 0; from < changes.size(); from += CHANGES) {
            var part = changes.subList(from, Math.min(changes.size(), from + CHANGES));
            var answer = api.send("change keys below " + prefix, "/v3/kv/txn", Map.of("compare", part.stream().map(EtcdKeyspace::asSeen).toList(), "success", part.stream().map(EtcdKeyspace::doing).toList()));
            if (!answer.ok() && answer.code() != NOT_FOUND) {
                throw api.failure("change keys below " + prefix, answer);
            }
            if (!answer.json().path("succeeded").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    /// A key that is not there has the revision 0.
    private static Map<String, Object> asSeen(KeyChange change) {
        long revision = switch (change) {
            case KeyChange.Write write -> write.before().map(HeldKey::revision).orElse(0L);
            case KeyChange.Remove remove -> remove.before().revision();
        };
        return Map.of("target", "MOD", "result", "EQUAL", "key", text(change.key()), "mod_revision", Long.toString(revision));
    }

    private static Map<String, Object> doing(KeyChange change) {
        return switch (change) {
            case KeyChange.Write(var key, var value, var tenure, var _) -> Map.of("request_put", Map.of("key", text(key), "value", text(value), "lease", Long.toString(tenure)));
            case KeyChange.Remove(var before) -> Map.of("request_delete_range", Map.of("key", text(before.key())));
        };
    }

    private static String text(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String told(JsonNode value) {
        try {
            return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            throw new RegisterFailure.Unreachable("the etcd's answer cannot be understood: a key or a value is no base64", noBase64);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
