package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.RouteSpec.Protocol;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The sections of one entry point. One sort of traffic is listened for directly. Where several share a port (plain and TLS, TLS that ends here and TLS that is
/// handed on) a first frontend looks at what comes and hands it on to a second one on this machine.
final class Frontends {
    private final EntryPoint entryPoint;
    private final Listening listening;
    private final Map<String, ServedRoute> routes;
    private final List<Rule> rules;
    private final List<Section> sections = new ArrayList<>();
    private final Map<String, Map<String, String>> maps = new TreeMap<>();

    /// How an ingress listens.
    ///
    /// @param ipv6       whether this machine knows it
    /// @param user       who the workers are; none: whoever started them
    /// @param byDefault  whether clients that ask for no known name are shown a certificate
    /// @param challenges whether there is somebody to answer the challenges of certificate issuers
    record Listening(boolean ipv6, Optional<String> user, boolean byDefault, boolean challenges) {}

    /// @param maps contents of map files by their names
    record Rendered(List<Section> sections, Map<String, Map<String, String>> maps) {}

    private Frontends(EntryPoint entryPoint, Listening listening, Map<String, ServedRoute> routes, List<Rule> rules) {
        this.entryPoint = entryPoint;
        this.listening = listening;
        this.routes = routes;
        this.rules = rules;
    }

    /// @param routes of this entry point by name
    /// @param rules  of those routes, in their order
    static Rendered of(EntryPoint entryPoint, Listening listening, Map<String, ServedRoute> routes, List<Rule> rules) {
        var frontends = new Frontends(entryPoint, listening, routes, rules);
        frontends.render();
        return new Rendered(frontends.sections, frontends.maps);
    }

    private enum Sort { PLAIN_HTTP, TLS_HTTP, PLAIN_TCP, TLS_TCP, PASSTHROUGH }

    private static Sort sort(ServedRoute route) {
        boolean tls = route.spec().tls().isPresent();
        return switch (route.spec().protocol()) {
            case HTTP -> tls ? Sort.TLS_HTTP : Sort.PLAIN_HTTP;
            case TCP -> tls ? Sort.TLS_TCP : Sort.PLAIN_TCP;
            case PASSTHROUGH -> Sort.PASSTHROUGH;
        };
    }

    private void render() {
        var sorts = routes.values().stream().map(Frontends::sort).collect(Collectors.toCollection(() -> java.util.EnumSet.noneOf(Sort.class)));
        var name = Names.frontend(entryPoint);
        if (entryPoint.name().equals(EntryPoint.METRICS)) {
            sections.add(Section.of("frontend " + name, "mode http", bind(outside(), ""),
                // Servers are many; who wants them asks for them.
                "http-request set-query scope=global&scope=frontend&scope=backend if !{ query -m found }", "http-request use-service prometheus-exporter if { path /metrics }", "default_backend " + Names.NOWHERE));
            return;
        }
        if (sorts.isEmpty() || issuersAsk() && !sorts.contains(Sort.PLAIN_TCP)) {
            sorts.add(Sort.PLAIN_HTTP);
        }
        if (sorts.equals(Set.of(Sort.PLAIN_HTTP))) {
            http(name, List.of(bind(outside(), "")), Sort.PLAIN_HTTP);
        } else if (sorts.equals(Set.of(Sort.TLS_HTTP))) {
            http(name, List.of(bind(outside(), tls())), Sort.TLS_HTTP);
        } else if (sorts.equals(Set.of(Sort.PLAIN_TCP))) {
            tcp(name, bind(outside(), ""), "src", Sort.PLAIN_TCP);
        } else {
            sorting(name, sorts);
        }
    }

    /// Certificate issuers ask by plain HTTP on this port, whatever else is served there. A route that takes every plain connection leaves them no way.
    private boolean issuersAsk() {
        return listening.challenges() && entryPoint.name().equals(EntryPoint.WEB);
    }

    /// TLS is told by its first bytes; who says nothing for a while is taken for plain.
    private void sorting(String name, Set<Sort> sorts) {
        var lines = new ArrayList<Line>();
        add(lines, "mode tcp", bind(outside(), ""), "tcp-request inspect-delay 3s", "acl tls req.ssl_hello_type 1", "tcp-request content accept if tls", "tcp-request content accept if { req.len gt 0 } !tls");
        var names = new Criteria("req.ssl_sni");
        var plain = new ArrayList<Line>();
        for (var rule : rules) {
            switch (sort(routes.get(rule.route()))) {
                case PASSTHROUGH -> plain.add(new Line("use_backend " + Names.backend(rule.route()) + " if tls " + names.all(rule.conditions(), rule.route()), rule.route()));
                case TLS_TCP -> plain.add(new Line("use_backend " + Names.inner(entryPoint, "tcp") + " if tls " + names.all(rule.conditions(), rule.route()), rule.route()));
                case PLAIN_TCP -> plain.add(new Line("use_backend " + Names.backend(rule.route()) + " if !tls " + names.all(rule.conditions(), rule.route()), rule.route()));
                case PLAIN_HTTP, TLS_HTTP -> { }
            }
        }
        lines.addAll(names.lines());
        lines.addAll(plain);
        if (sorts.contains(Sort.TLS_HTTP)) {
            add(lines, "use_backend " + Names.inner(entryPoint, "https") + " if tls");
        }
        if (sorts.contains(Sort.PLAIN_HTTP)) {
            add(lines, "use_backend " + Names.inner(entryPoint, "http") + " if !tls");
        }
        sections.add(new Section("frontend " + name, lines));
        if (sorts.contains(Sort.PLAIN_HTTP)) {
            http(handedOn("http"), List.of(inside("http", "")), Sort.PLAIN_HTTP);
        }
        if (sorts.contains(Sort.TLS_HTTP)) {
            http(handedOn("https"), List.of(inside("https", tls())), Sort.TLS_HTTP);
        }
        if (sorts.contains(Sort.TLS_TCP)) {
            tcp(handedOn("tcp"), inside("tcp", tls()), "ssl_fc_sni", Sort.TLS_TCP);
        }
    }

    private void http(String name, List<String> binds, Sort sort) {
        var own = rules.stream().filter(is(sort)).toList();
        var prioritized = routes.values().stream().filter(r -> r.spec().priority() != 0).map(ServedRoute::name).collect(Collectors.toSet());
        var simple = SimpleRules.of(own, prioritized);
        var mapped = name.equals(Names.frontend(entryPoint)) ? entryPoint : new EntryPoint(name.substring(name.indexOf(':') + 1).replace(':', '.'), "", entryPoint.port());
        maps.put(Names.exactMap(mapped), simple.exact());
        maps.put(Names.prefixMap(mapped), simple.prefix());
        var lines = new ArrayList<Line>();
        binds.forEach(b -> add(lines, b));
        lines.addAll(HttpFrontend.lines(mapped, simple, new HttpFrontend.Way(sort == Sort.TLS_HTTP, acceptsProxy(), listening.challenges() && sort == Sort.PLAIN_HTTP)));
        sections.add(new Section("frontend " + name, lines));
    }

    private void tcp(String name, String bind, String hostName, Sort sort) {
        var lines = new ArrayList<Line>();
        add(lines, "mode tcp", bind);
        var criteria = new Criteria(hostName);
        var uses = rules.stream().filter(is(sort)).map(r -> new Line("use_backend " + Names.backend(r.route()) + " if " + criteria.all(r.conditions(), r.route()), r.route())).toList();
        lines.addAll(criteria.lines());
        lines.addAll(uses);
        sections.add(new Section("frontend " + name, lines));
    }

    /// A backend that is a frontend of ours; answers the frontend's name.
    private String handedOn(String sort) {
        var name = Names.inner(entryPoint, sort);
        sections.add(Section.of("backend " + name, "mode tcp", "server inner " + socket(sort) + " send-proxy-v2"));
        return name;
    }

    private String inside(String sort, String options) {
        return "bind " + socket(sort) + " accept-proxy mode 600" + listening.user().map(u -> " user " + u).orElse("") + options;
    }

    private String socket(String sort) {
        return "unix@" + entryPoint.name() + "." + sort + ".sock";
    }

    private String outside() {
        return entryPoint.address().isEmpty() && listening.ipv6() ? ":::" + entryPoint.port() + " v4v6"
            : entryPoint.address().indexOf(':') >= 0 ? "ipv6@" + entryPoint.address() + ":" + entryPoint.port() : entryPoint.address() + ":" + entryPoint.port();
    }

    /// When one route wants it, clients' addresses come by the PROXY protocol on the whole port: connections cannot be told apart before.
    private String bind(String address, String options) {
        return "bind " + address + (acceptsProxy() ? " accept-proxy" : "") + options;
    }

    private boolean acceptsProxy() {
        return routes.values().stream().anyMatch(r -> r.spec().acceptProxy());
    }

    private String tls() {
        return " ssl crt-list " + Configuration.CERTIFICATE_LIST + " alpn h2,http/1.1" + (listening.byDefault() ? "" : " strict-sni");
    }

    private Predicate<Rule> is(Sort sort) {
        return rule -> sort(routes.get(rule.route())) == sort;
    }

    private static void add(List<Line> lines, String... texts) {
        for (var text : texts) {
            lines.add(Line.of(text));
        }
    }
}
