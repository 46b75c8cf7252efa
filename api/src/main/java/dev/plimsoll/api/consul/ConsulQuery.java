package dev.plimsoll.api.consul;

import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.model.Metadata;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a reader asks, besides about what.
///
/// @param project  the datacenter
/// @param index    wait for something newer; 0: do not wait
/// @param patience     how long at most
/// @param tags     only entries with all of these
/// @param nodeMeta only entries on nodes with all of these
/// @param passing  only what may be asked
record ConsulQuery(String project, long index, Duration patience, List<String> tags, Map<String, String> nodeMeta, boolean passing) {
    private static final Duration USUAL_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ns|us|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

    static ConsulQuery of(Exchange exchange) {
        refuse(exchange);
        if (flag(exchange, "stale") && flag(exchange, "consistent")) {
            throw new ConsulError(400, "Cannot specify ?stale with ?consistent, conflicting semantics.");
        }
        var wait = exchange.query("wait").map(ConsulQuery::duration).filter(w -> !w.isZero()).orElse(USUAL_WAIT);
        return new ConsulQuery(exchange.query("dc").orElse(Metadata.DEFAULT_PROJECT), exchange.query("index").map(ConsulQuery::index).orElse(0L),
            wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT, exchange.queryAll("tag").stream().filter(t -> !t.isEmpty()).toList(), pairs(exchange.queryAll("node-meta")), flag(exchange, "passing"));
    }

    /// What would change the answer and is not understood is refused, not left out.
    private static void refuse(Exchange exchange) {
        if (exchange.query("filter").isPresent()) {
            throw new ConsulError(400, "Plimsoll evaluates no filter expressions; use the parameters tag, passing and node-meta, or filter what is answered");
        }
        for (var enterprise : List.of("ns", "partition", "peer", "sg")) {
            if (exchange.query(enterprise).isPresent()) {
                throw new ConsulError(400, "Invalid query parameter: \"" + enterprise + "\" - Plimsoll has nothing of that sort; a project is a datacenter (dc)");
            }
        }
    }

    /// Given without a value, or with one that is not false.
    private static boolean flag(Exchange exchange, String name) {
        return exchange.queryAll(name).stream().anyMatch(v -> !v.equals("false") && !v.equals("0"));
    }

    private static long index(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new ConsulError(400, "Invalid index");
        }
        return Long.parseLong(text);
    }

    /// As Go writes them: `30s`, `1m30s`, `60000ms`.
    static Duration duration(String text) {
        var parts = DURATION.matcher(text);
        var nanos = BigDecimal.ZERO;
        int end = 0;
        while (parts.find(end) && parts.start() == end) {
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(NANOS.get(parts.group(2)))));
            end = parts.end();
        }
        if (end == text.length()) {
            return nanos.compareTo(BigDecimal.valueOf(LONGEST_WAIT.toNanos())) > 0 ? LONGEST_WAIT : Duration.ofNanos(nanos.longValue());
        }
        throw new ConsulError(400, "Invalid wait time");
    }

    private static Map<String, String> pairs(List<String> texts) {
        var pairs = new LinkedHashMap<String, String>();
        for (var text : texts) {
            int at = text.indexOf(':');
            pairs.put(at < 0 ? text : text.substring(0, at), at < 0 ? "" : text.substring(at + 1));
        }
        return pairs;
    }
}
