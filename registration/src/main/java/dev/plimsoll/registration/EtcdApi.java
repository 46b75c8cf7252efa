package dev.plimsoll.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls to the members of one etcd: the one that answered last is asked first. Every call may be made twice, because transactions say what they have seen.
final class EtcdApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int INVALID = 3;
    private static final int PERMISSION_DENIED = 7;
    private static final int EXHAUSTED = 8;
    private static final int OUT_OF_RANGE = 11;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private final List<String> members;
    private final Optional<SecretText> user;
    private final Optional<SecretText> password;
    private final Transport transport;
    private final Discretion discretion;
    private volatile int first;
    private volatile Optional<String> token = Optional.empty();

    private EtcdApi(Keyspaces.Access access, Transport transport) {
        this.members = access.spec().endpoints().stream().map(e -> e.replaceAll("/+$", "")).toList();
        this.user = access.secret("user");
        this.password = access.secret("password");
        this.discretion = new Discretion(access.secrets().values());
        this.transport = transport;
    }

    /// One answer of the gateway.
    record Answer(int status, JsonNode json) {
        boolean ok() {
            return status / 100 == 2;
        }

        /// Of gRPC.
        int code() {
            return json.path("code").asInt();
        }

        String error() {
            return json.path("error").asText();
        }
    }

    static EtcdApi of(Keyspaces.Access access) {
        var secretive = access.secret("user").isPresent() || access.secret("password").isPresent();
        access.spec().endpoints().stream().filter(e -> secretive && !e.startsWith("https://") && !loopback(e)).findFirst().ifPresent(clear -> {
            throw invalid(access, "the endpoint " + clear + " would carry the password in the clear; it begins with https://");
        });
        if (access.secret("user").isPresent() != access.secret("password").isPresent()) {
            throw invalid(access, "its secret has one of user and password, and an etcd wants both or none");
        }
        try {
            return new EtcdApi(access, new Transport(PATIENCE, EtcdTls.of(access)));
        } catch (IllegalArgumentException unreadable) {
            throw invalid(access, "its secret's " + unreadable.getMessage());
        }
    }

    /// @return what was answered with success
    JsonNode ask(String doing, String path, Map<String, ?> question) {
        var answer = send(doing, path, question);
        if (!answer.ok()) {
            throw failure(doing, answer);
        }
        return answer.json();
    }

    /// Asks the members one after the other until one answers anything.
    Answer send(String doing, String path, Map<String, ?> question) {
        RegisterFailure.Unreachable silent = null;
        for (int i = 0; i < members.size(); i++) {
            int which = (first + i) % members.size();
            try {
                var answer = known(doing, members.get(which), path, question);
                if (answer.code() != UNAVAILABLE || members.size() == 1) {
                    first = which;
                    return answer;
                }
                silent = new RegisterFailure.Unreachable(sentence(doing, answer), null);
            } catch (RegisterFailure.Unreachable none) {
                silent = none;
            }
        }
        throw silent;
    }

    /// With a token where there is a user; one that has ended is asked for anew, once.
    private Answer known(String doing, String member, String path, Map<String, ?> question) {
        if (user.isEmpty()) {
            return post(doing, member, path, question);
        }
        boolean fresh = token.isEmpty();
        if (fresh) {
            logIn(member);
        }
        var answer = post(doing, member, path, question);
        if (answer.code() == UNAUTHENTICATED && !fresh) {
            logIn(member);
            return post(doing, member, path, question);
        }
        return answer;
    }

    private void logIn(String member) {
        token = Optional.empty();
        var answer = post("log in", member, "/v3/auth/authenticate", Map.of("name", user.orElseThrow().reveal().strip(), "password", password.orElseThrow().reveal().strip()));
        if (!answer.ok()) {
            throw failure("log in", answer);
        }
        token = Optional.of(answer.json().path("token").asText());
    }

    private Answer post(String doing, String member, String path, Map<String, ?> question) {
        var request = HttpRequest.newBuilder(URI.create(member + path)).timeout(PATIENCE).setHeader("Content-Type", "application/json").setHeader("User-Agent", "plimsoll");
        token.ifPresent(t -> request.setHeader("Authorization", t));
        var response = transport.send(doing, request.POST(BodyPublishers.ofByteArray(bytes(question))).build());
        try {
            var json = EntryReading.JSON.readTree(response.body());
            if (json.isObject()) {
                return new Answer(response.statusCode(), json);
            }
        } catch (IOException noJson) {
            // Said below.
        }
        throw new RegisterFailure.Unreachable("cannot " + doing + ": " + member + " answered " + response.statusCode() + " without JSON; does an etcd of 3.4 or newer answer there?", null);
    }

    /// What an answer other than success leads to, by its gRPC code: <https://github.com/etcd-io/etcd/blob/v3.4.23/etcdserver/api/v3rpc/rpctypes/error.go>.
    RegisterFailure failure(String doing, Answer answer) {
        var sentence = sentence(doing, answer);
        return switch (answer.code()) {
            case EXHAUSTED -> new RegisterFailure.Throttled(sentence, Optional.empty());
            case PERMISSION_DENIED, UNAUTHENTICATED -> denied(sentence);
            case OUT_OF_RANGE, UNAVAILABLE -> new RegisterFailure.Unreachable(sentence, null);
            case INVALID -> answer.error().contains("authentication failed") || answer.error().contains("user name") ? denied(sentence) : new RegisterFailure.Rejected("Refused", sentence, null);
            default -> answer.status() >= 500 ? new RegisterFailure.Unreachable(sentence, null) : new RegisterFailure.Rejected("Refused", sentence, null);
        };
    }

    private static RegisterFailure denied(String sentence) {
        return new RegisterFailure.Denied("AccessDenied", sentence + "; look at the announcement's secret, and at what its user may read and write", null);
    }

    private String sentence(String doing, Answer answer) {
        return "cannot " + doing + ": the etcd answered " + answer.status() + " (" + discretion.tell(answer.error().replaceFirst("^etcdserver: ", "")) + ")";
    }

    private static RegisterFailure.Rejected invalid(Keyspaces.Access access, String sentence) {
        return new RegisterFailure.Rejected("InvalidAnnouncement", access.announcement().shortForm() + ": " + sentence, null);
    }

    private static byte[] bytes(Map<String, ?> question) {
        try {
            return EntryReading.JSON.writeValueAsBytes(question);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values can be written as JSON", impossible);
        }
    }

    private static boolean loopback(String endpoint) {
        try {
            var host = URI.create(endpoint).getHost();
            return "localhost".equals(host) || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
