package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.TrafficLimits;
import dev.plimsoll.model.route.TrafficLimits.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How much a client may ask for. What is counted apart has a row in a table of its own. A rate is kept over a window that is the declared period, or so many of
/// them as it takes to allow the declared burst; what is refused is not counted.
final class LimitLines {
    /// Rows that HAProxy can count for one request.
    private static final int COUNTERS = 3;
    private static final long CLIENTS = 100_000;

    private final String route;
    private final List<String> lines = new ArrayList<>();
    private final List<Section> tables = new ArrayList<>();

    private LimitLines(String route) {
        this.route = route;
    }

    /// @param lines  of the backend
    /// @param tables sections that they count in
    record Limits(List<String> lines, List<Section> tables) {}

    static Limits http(ServedRoute route) {
        var limits = new LimitLines(route.name());
        var declared = route.spec().limits();
        if (declared.rates().size() + declared.inFlight().stream().count() > COUNTERS) {
            // More than can be counted must not become no limit at all.
            return new Limits(List.of("http-request deny deny_status 429"), List.of());
        }
        declared.inFlight().ifPresent(limits::inFlight);
        declared.rates().forEach(limits::rate);
        declared.requestSize().ifPresent(limits::size);
        return new Limits(limits.lines, limits.tables);
    }

    static Limits tcp(ServedRoute route) {
        var limits = new LimitLines(route.name());
        route.spec().limits().inFlight().ifPresent(inFlight -> {
            var table = limits.table(By.CLIENT, "conn_cur", Duration.ofMinutes(10));
            limits.lines.add("tcp-request content track-sc0 src table " + table);
            limits.lines.add("tcp-request content reject if { sc0_conn_cur(" + table + ") gt " + inFlight.requests() + " }");
        });
        return new Limits(limits.lines, limits.tables);
    }

    private void inFlight(TrafficLimits.InFlight declared) {
        int counter = tables.size();
        var table = table(declared.by(), "conn_cur", Duration.ofMinutes(10));
        track(counter, declared.by(), declared.header(), table);
        lines.add("http-request deny deny_status 429 if { sc" + counter + "_conn_cur(" + table + ") gt " + declared.requests() + " }");
    }

    private void rate(TrafficLimits.Rate declared) {
        int counter = tables.size();
        long periods = Math.max(1, Math.ceilDiv(declared.burst(), declared.requests()));
        var window = declared.period().multipliedBy(periods);
        var table = table(declared.by(), "gpc0,gpc0_rate(" + Math.max(1, window.toMillis()) + "ms)", window.multipliedBy(2).plusSeconds(1));
        track(counter, declared.by(), declared.header(), table);
        lines.add("http-request deny deny_status 429 if { sc" + counter + "_gpc0_rate(" + table + ") ge " + Math.multiplyExact(declared.requests(), periods) + " }");
        lines.add("http-request sc-inc-gpc0(" + counter + ")");
    }

    /// A body whose length is not told beforehand cannot be kept within a limit, so its length is asked for.
    private void size(long bytes) {
        lines.add("http-request deny deny_status 413 if { req.hdr_val(content-length) gt " + bytes + " }");
        lines.add("http-request return status 411 content-type text/plain string " + Quoting.word("send the length of the body") + " if { req.hdr(transfer-encoding) -m found }");
        lines.add("http-request return status 411 content-type text/plain string " + Quoting.word("send the length of the body")
            + " if { method POST PUT PATCH } { req.ver 2.0 } !{ req.hdr(content-length) -m found } !{ req.hdr(content-type) -m beg application/grpc }");
    }

    private void track(int counter, By by, Optional<String> header, String table) {
        lines.add("http-request track-sc" + counter + " " + switch (by) {
            case CLIENT -> "src";
            case HOST -> "var(txn.host)";
            case HEADER -> Quoting.word("req.fhdr(" + Quoting.argument(header.orElseThrow()) + ")");
        } + " table " + table);
    }

    private String table(By by, String stored, Duration life) {
        var name = Names.table(route, tables.size());
        tables.add(new Section("backend " + name, List.of(new Line("stick-table type " + (by == By.CLIENT ? "ipv6" : "string len 128") + " size " + CLIENTS
            + " expire " + life.toSeconds() + "s store " + stored, route))));
        return name;
    }
}
