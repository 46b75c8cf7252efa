package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.json.Json;
import dev.plimsoll.model.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a listing shows of the machine kinds.
final class MachineCells {
    private MachineCells() {}

    static List<String> headings(Kind kind) {
        return switch (kind) {
            case REGION -> List.of("CLOUD", "LEVEL", "ACCOUNT");
            case FLAVOR -> List.of("CPUS", "MEMORY", "DISK");
            case NETWORK -> List.of("REGION", "LEVEL", "CIDR");
            case FIREWALL -> List.of("REGION", "LEVEL", "RULES");
            case SSH_KEY -> List.of("REGION", "LEVEL");
            case FLOATING_IP -> List.of("REGION", "LEVEL", "ADDRESS", "MACHINE");
            case POOL -> List.of("ROLE", "REGION", "LEVEL", "READY");
            case MACHINE -> List.of("ROLE", "REGION", "LEVEL", "PHASE", "ADDRESSES");
            case CLUSTER -> List.of("ENGINE", "LEVEL", "NODES");
            case UPGRADE -> List.of("LEVEL", "DONE");
            default -> List.of();
        };
    }

    /// @param level the cell for whether it is level
    static List<String> cells(Kind kind, Json spec, Json status, String level) {
        return switch (kind) {
            case REGION -> List.of(spec.text("cloud"), level, or(status.text("account")));
            case FLAVOR -> List.of(Long.toString(spec.number("cpus")), size(spec.number("memory")), size(spec.number("disk")));
            case NETWORK -> List.of(spec.text("region"), level, or(spec.some("cidr").orElse(spec.text("external"))));
            case FIREWALL -> List.of(spec.text("region"), level, Integer.toString(spec.items("rules").size()));
            case SSH_KEY -> List.of(spec.text("region"), level);
            case FLOATING_IP -> List.of(spec.text("region"), level, addresses(status, "addresses"), or(spec.text("machine")));
            case POOL -> List.of(spec.some("role").orElse("standalone"), spec.text("region"), level, status.number("ready") + "/" + spec.number("count"));
            case MACHINE -> List.of(spec.some("role").orElse("standalone"), spec.text("region"), level, or(status.text("phase")), addresses(status, "addresses", "publicAddresses"));
            case CLUSTER -> List.of(spec.some("engine").orElse("swarm"), level, Integer.toString(status.items("nodes").size()));
            case UPGRADE -> List.of(level, status.items("done").size() + "/" + status.items("begun").size());
            default -> List.of();
        };
    }

    private static String addresses(Json status, String... fields) {
        return or(Stream.of(fields).flatMap(f -> status.items(f).stream()).map(Json::text).distinct().collect(Collectors.joining(",")));
    }

    private static String size(long bytes) {
        return bytes == 0 ? "-" : bytes % (1L << 30) == 0 ? (bytes >> 30) + "g" : (bytes >> 20) + "m";
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
