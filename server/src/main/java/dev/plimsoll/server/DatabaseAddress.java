package dev.plimsoll.server;

import dev.plimsoll.model.outside.SecretText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where the PostgreSQL database is that keeps the state. Read from an address as PostgreSQL's own programs take it,
/// `postgresql://user:password@host:5432/database?sslmode=require`, or from its JDBC form with user and password as parameters.
///
/// @param url      JDBC, without user and password
/// @param user     who logs in
/// @param password empty when the server wants none
record DatabaseAddress(String url, String user, SecretText password) {
    private static final Pattern SHAPE = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:([^@/]*)@)?([^@/?]+)(/[^?]*)?(?:\\?(.*))?");
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    /// @throws IllegalArgumentException with a sentence that does not repeat the text, because there may be a password in it
    static DatabaseAddress parse(String text) {
        var parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(ServerOptions.DATABASE_VARIABLE + " is no address of a PostgreSQL database; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        var login = Optional.ofNullable(parts.group(1)).map(l -> l.split(":", 2)).orElse(new String[0]);
        var parameters = Arrays.stream(Optional.ofNullable(parts.group(4)).orElse("").split("&")).filter(p -> !p.isEmpty()).map(p -> p.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p.length > 1 ? p[1] : "", (a, _) -> a, java.util.LinkedHashMap::new));
        var user = decoded(login.length > 0 && !login[0].isEmpty() ? login[0] : parameters.getOrDefault(USER, System.getProperty("user.name")));
        var password = decoded(login.length > 1 ? login[1] : parameters.getOrDefault(PASSWORD, ""));
        var rest = parameters.entrySet().stream().filter(p -> !p.getKey().equals(USER) && !p.getKey().equals(PASSWORD)).map(DatabaseAddress::joined)
            .collect(Collectors.joining("&"));
        return new DatabaseAddress("jdbc:postgresql://" + parts.group(2) + Optional.ofNullable(parts.group(3)).orElse("/") + (rest.isEmpty() ? "" : "?" + rest),
            user, new SecretText(password));
    }

    /// For people: host and database.
    String place() {
        var from = url.indexOf("//") + 2;
        return url.substring(from, url.indexOf('?') < 0 ? url.length() : url.indexOf('?'));
    }

    private static String joined(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + parameter.getValue();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
