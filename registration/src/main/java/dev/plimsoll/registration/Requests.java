package dev.plimsoll.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.registration.ApiAuthentication;
import dev.plimsoll.model.registration.ApiCall;
import dev.plimsoll.model.registration.Escape;
import dev.plimsoll.model.registration.HttpMethod;
import dev.plimsoll.model.registration.Template;
import dev.plimsoll.ports.registration.Registers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes requests of declared calls. All methods throw [IllegalArgumentException], mostly an [InvalidValue], when a call cannot be made.
final class Requests {
    private static final String SECRET = "secret.";
    private static final String JSON = "application/json";

    private final Registers.Access access;
    private final String base;

    Requests(Registers.Access access) {
        this.access = access;
        this.base = access.spec().url().replaceAll("/+$", "");
    }

    HttpRequest list() {
        var list = access.spec().calls().list();
        return request(new ApiCall(HttpMethod.GET, list.path(), list.query(), list.headers(), null, null, null), this::always);
    }

    HttpRequest of(ApiCall call, Map<String, String> places) {
        return request(call, name -> name.startsWith(SECRET) ? secret(name.substring(SECRET.length())) : known(name, places));
    }

    private String always(String name) {
        return name.startsWith(SECRET) ? secret(name.substring(SECRET.length())) : known(name, access.places());
    }

    private static String known(String name, Map<String, String> places) {
        var value = places.get(name);
        if (value == null) {
            throw new InvalidValue("{" + name + "} is not known");
        }
        return value;
    }

    private String secret(String entry) {
        var value = access.secrets().get(entry);
        if (value == null) {
            throw new InvalidValue(access.spec().secret().map(name -> "secret/" + name + " has no entry '" + entry + "', which a call needs").orElse("a call needs the entry '" + entry + "' of a secret, and no secret is named"));
        }
        return value.reveal().strip();
    }

    private HttpRequest request(ApiCall call, Function<String, String> values) {
        var path = fill(call.path(), Escape.PATH, values);
        var query = pairs(call.query(), values);
        var request = HttpRequest.newBuilder().timeout(access.spec().timeout()).setHeader("User-Agent", "plimsoll").setHeader("Accept", JSON);
        call.headers().forEach((name, text) -> request.setHeader(name, fill(text, Escape.HEADER, values)));
        var authentication = access.spec().calls().authentication();
        if (authentication.isPresent()) {
            query = authenticated(request, authentication.get(), path, query);
        }
        var body = call.body().map(text -> json(fill(text, Escape.JSON, values)));
        if (body.isPresent()) {
            content(request, call, JSON);
        } else if (!call.form().isEmpty()) {
            content(request, call, "application/x-www-form-urlencoded");
            body = java.util.Optional.of(pairs(call.form(), values));
        }
        return request.uri(uri(base + path + (query.isEmpty() ? "" : "?" + query))).method(call.method().name(), body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody)).build();
    }

    private static void content(HttpRequest.Builder request, ApiCall call, String type) {
        if (call.headers().keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request.setHeader("Content-Type", type);
        }
    }

    /// The address is not repeated in what is thrown: it may hold secrets.
    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException unfit) {
            throw new InvalidValue("a call's path or query cannot be part of an address");
        }
    }

    /// @return the query with all that it is to hold
    private String authenticated(HttpRequest.Builder request, ApiAuthentication how, String path, String query) {
        var secret = secret(how.entry());
        switch (how.type()) {
            case BEARER -> request.setHeader("Authorization", "Bearer " + fill("{secret}", Escape.HEADER, _ -> secret));
            case HEADER -> request.setHeader(how.header().orElseThrow(), fill("{secret}", Escape.HEADER, _ -> secret));
            case CHECKSUM -> {
                var call = path.substring(path.lastIndexOf('/') + 1);
                return query + (query.isEmpty() ? "" : "&") + "checksum=" + digest(how.algorithm().standardName(), call + query + secret);
            }
        }
        return query;
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }

    private static String pairs(Map<String, String> texts, Function<String, String> values) {
        return texts.entrySet().stream().map(e -> Escape.percent(e.getKey()) + "=" + value(e.getValue(), values)).collect(Collectors.joining("&"));
    }

    /// What stands around places is written by a person, who need not encode it.
    private static String value(String text, Function<String, String> values) {
        return Escape.percent(fill(text, Escape.NOTHING, values));
    }

    private static String fill(String text, Escape escape, Function<String, String> values) {
        return Template.of("a call", text).fill(escape, values);
    }

    private static String json(String text) {
        try {
            EntryReading.JSON.readTree(text);
            return text;
        } catch (JsonProcessingException wrong) {
            throw new InvalidValue("the body of a call is no JSON" + (wrong.getLocation() == null ? "" : ", in line " + wrong.getLocation().getLineNr() + ", column " + wrong.getLocation().getColumnNr()));
        }
    }
}
