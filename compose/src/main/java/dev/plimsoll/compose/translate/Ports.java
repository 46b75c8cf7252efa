package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `ports` and `expose`.
final class Ports {
    /// Most ports of one service: a range of a few characters can stand for all there are, and a file for thousands of such ranges.
    private static final int MOST = 1_000;
    /// Most ports of all services together.
    static final int MOST_IN_ALL = 100_000;
    private static final Pattern SHORT = Pattern.compile("(?:(?<ip>\\[[0-9a-fA-F:.%]+]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}):)?"
        + "(?:(?<published>[0-9]{0,5}(?:-[0-9]{1,5})?):)?(?<target>[0-9]{1,5}(?:-[0-9]{1,5})?)(?:/(?<protocol>[a-zA-Z]+))?");

    private final Section service;
    private final int room;
    private final List<Port> ports = new ArrayList<>();
    private final Set<String> targets = new HashSet<>();

    private Ports(Section service, int room) {
        this.service = service;
        this.room = room;
    }

    /// @param left how many ports all services together may still have
    static List<Port> of(Section service, int left) {
        var ports = new Ports(service, Math.min(MOST, left));
        service.items("ports").forEach(ports::published);
        ports.ports.forEach(p -> ports.targets.add(p.target() + p.protocol()));
        service.items("expose").forEach(ports::exposed);
        if (ports.ports.size() > ports.room) {
            service.error("ports", "TooMany", "a service may have at most " + MOST + " ports, and all together " + MOST_IN_ALL,
                "use network_mode: host for a program that needs so many");
            return List.of();
        }
        return ports.ports;
    }

    private void published(Section.Item item) {
        try {
            if (item.node() instanceof Node.Scalar scalar) {
                shortForm(scalar.text());
            } else {
                service.section(item, Place.PORT).ifPresent(this::longForm);
            }
        } catch (InvalidValue invalid) {
            service.findings().error(item.node().mark(), item.trail(), "InvalidPort", Quote.line(invalid.getMessage()));
        }
    }

    private void shortForm(String text) {
        var matcher = SHORT.matcher(text.length() > 100 ? "" : text.strip());
        if (!matcher.matches()) {
            throw new InvalidValue(Quote.of(text) + " is no port such as 8080:80, 127.0.0.1:8080:80/tcp or 8000-8010:80");
        }
        var address = Optional.ofNullable(matcher.group("ip")).map(ip -> ip.replaceAll("[\\[\\]]", ""));
        var published = Optional.ofNullable(matcher.group("published")).filter(p -> !p.isEmpty());
        add(Range.parse(matcher.group("target")), published.map(Range::parse), protocol(Optional.ofNullable(matcher.group("protocol"))), address, Optional.empty());
    }

    private void longForm(Section port) {
        var target = port.text("target").orElseThrow(() -> new InvalidValue("target is missing: the port inside"));
        add(Range.parse(target), port.text("published").filter(p -> !p.isBlank()).map(Range::parse), protocol(port.text("protocol")),
            port.text("host_ip"), port.text("name"));
    }

    private void exposed(Section.Item item) {
        try {
            var text = item.node() instanceof Node.Scalar scalar ? scalar.text() : "";
            int slash = text.indexOf('/');
            var range = Range.parse(slash < 0 ? text : text.substring(0, slash));
            var protocol = protocol(slash < 0 ? Optional.empty() : Optional.of(text.substring(slash + 1)));
            for (int port = range.first(); port <= range.last() && ports.size() <= room; port++) {
                if (targets.add(port + protocol)) {
                    ports.add(new Port(port, protocol, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
                }
            }
        } catch (InvalidValue invalid) {
            service.findings().error(item.node().mark(), item.trail(), "InvalidPort", Quote.line(invalid.getMessage()));
        }
    }

    private static String protocol(Optional<String> written) {
        return written.map(p -> p.toLowerCase(java.util.Locale.ROOT)).orElse("tcp");
    }

    /// A range inside needs one as long outside, port by port; one port inside may have a range outside, from which each instance takes one.
    private void add(Range target, Optional<Range> published, String protocol, Optional<String> address, Optional<String> name) {
        if (target.length() == 1) {
            var last = published.filter(p -> p.length() > 1).map(Range::last);
            ports.add(new Port(target.first(), protocol, Optional.of(published.map(Range::first).orElse(0)), last, address, name));
            return;
        }
        if (published.isPresent() && published.get().length() != target.length()) {
            throw new InvalidValue("the ranges " + published.get() + " and " + target + " differ in length");
        }
        for (int i = 0; i < target.length() && ports.size() <= room; i++) {
            int offset = i;
            ports.add(new Port(target.first() + i, protocol, Optional.of(published.map(p -> p.first() + offset).orElse(0)), Optional.empty(), address, name));
        }
    }

    /// Ports from first to last.
    private record Range(int first, int last) {
        static Range parse(String text) {
            int dash = text.indexOf('-');
            int first = port(dash < 0 ? text : text.substring(0, dash));
            int last = dash < 0 ? first : port(text.substring(dash + 1));
            if (last < first) {
                throw new InvalidValue("the range " + Quote.plain(text) + " ends before it begins");
            }
            return new Range(first, last);
        }

        private static int port(String text) {
            if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9') || Integer.parseInt(text) > 65_535) {
                throw new InvalidValue(Quote.of(text) + " is no port between 1 and 65535");
            }
            return Integer.parseInt(text);
        }

        int length() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }
}
