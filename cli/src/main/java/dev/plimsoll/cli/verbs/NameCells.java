package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.model.Kind;
import java.util.List;
import java.util.stream.Collectors;

/// What a listing shows of what makes known what runs: certificates, DNS, registrations, announcements.
final class NameCells {
    private NameCells() {}

    static List<String> headings(Kind kind) {
        return switch (kind) {
            case ISSUER -> List.of("TYPE", "DIRECTORY", "STATE");
            case CERTIFICATE -> List.of("NAMES", "EXPIRES", "ISSUER", "STATE");
            case DNS_ZONE -> List.of("DOMAIN", "PROVIDER", "RECORDS", "STATE");
            case DNS_RECORD -> List.of("ZONE", "RECORD", "TYPE", "VALUES", "STATE");
            case REGISTRATION -> List.of("COMPONENT", "AT", "ENABLED", "OTHERS", "STATE");
            case ANNOUNCEMENT -> List.of("AT", "PREFIX", "KEYS", "OTHERS", "STATE");
            default -> List.of();
        };
    }

    /// @param level the cell for whether it is level
    static List<String> cells(Kind kind, Json spec, Json status, String level) {
        return switch (kind) {
            case ISSUER -> List.of(spec.some("type").orElse("acme"), or(spec.text("directory")), level);
            case CERTIFICATE -> List.of(or(spec.items("names").isEmpty() ? joined(status.at("held").items("names")) : joined(spec.items("names"))), expires(status), issuer(spec, status), level);
            case DNS_ZONE -> List.of(spec.text("domain"), spec.text("provider"), Long.toString(status.number("records")), level);
            case DNS_RECORD -> List.of(spec.text("zone"), spec.text("name"), spec.text("type"), or(joined(spec.items("values"))), level);
            case REGISTRATION -> List.of(spec.some("assembly").map(a -> a + "/").orElse("") + spec.text("component"), spec.text("url"), enabled(status), Long.toString(status.number("others")), level);
            case ANNOUNCEMENT -> List.of(joined(spec.items("endpoints")), spec.some("prefix").orElse("/services/"), Long.toString(status.number("keys")), Long.toString(status.number("others")), level);
            default -> List.of();
        };
    }

    /// The day; the hour is in describe.
    private static String expires(Json status) {
        var end = status.at("held").text("notAfter");
        return end.length() < 10 ? "-" : end.substring(0, 10);
    }

    private static String issuer(Json spec, Json status) {
        return spec.at("secret").exists() ? "uploaded" : or(spec.some("issuer").orElse(status.at("held").text("issuer")));
    }

    private static String enabled(Json status) {
        var entries = status.items("entries");
        return entries.stream().filter(e -> e.text("state").equals("enabled")).count() + "/" + entries.size();
    }

    private static String joined(List<Json> texts) {
        return texts.stream().map(Json::text).collect(Collectors.joining(","));
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
