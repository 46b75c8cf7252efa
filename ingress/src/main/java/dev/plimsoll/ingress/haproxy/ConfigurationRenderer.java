package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// From a document to a configuration: a pure function, which remembers the backends of routes that have not changed. One at a time.
final class ConfigurationRenderer {
    private final HaproxySettings settings;
    private Map<String, Remembered> remembered = new HashMap<>();

    private record Remembered(ServedRoute route, int secure, Backend backend) {}

    ConfigurationRenderer(HaproxySettings settings) {
        this.settings = settings;
    }

    Configuration render(IngressDocument document) {
        var backends = backends(document);
        var general = new ArrayList<>(GeneralSections.of(settings));
        var maps = new TreeMap<String, Map<String, String>>();
        var listening = new Frontends.Listening(settings.ipv6(), settings.user(), document.byDefault().isPresent(), document.challenges().isPresent());
        for (var entryPoint : document.entryPoints()) {
            var rendered = frontends(document, entryPoint, listening);
            general.addAll(rendered.sections());
            maps.putAll(rendered.maps());
        }
        document.challenges().map(ConfigurationRenderer::challenges).ifPresent(b -> backends.put(b.name(), b));
        var files = certificates(document);
        files.put(Configuration.NOBODY_PAGE, NobodyPage.of(settings.page()));
        return new Configuration(general, backends, maps, files);
    }

    private static Frontends.Rendered frontends(IngressDocument document, EntryPoint entryPoint, Frontends.Listening listening) {
        var routes = new LinkedHashMap<String, ServedRoute>();
        document.routes().stream().filter(r -> r.entryPoints().contains(entryPoint.name())).forEach(r -> routes.put(r.name(), r));
        List<Rule> rules = document.rules().stream().filter(r -> routes.containsKey(r.route())).toList();
        return Frontends.of(entryPoint, listening, routes, rules);
    }

    private Map<String, Backend> backends(IngressDocument document) {
        int secure = BalanceLines.securePort(document.entryPoints());
        var rendering = new Backends(secure);
        var now = new HashMap<String, Remembered>();
        var backends = new TreeMap<String, Backend>();
        for (var route : document.routes()) {
            var before = remembered.get(route.name());
            var known = before != null && before.secure == secure && before.route.equals(route) ? before : new Remembered(route, secure, rendering.of(route));
            now.put(route.name(), known);
            backends.put(known.backend.name(), known.backend);
        }
        remembered = now;
        Spares.beside(backends.values(), rendering).forEach(spare -> backends.put(spare.name(), spare));
        return backends;
    }

    private static Backend challenges(Server server) {
        return new Backend(Names.CHALLENGES, "", new Backend.Parts(List.of(Line.of("mode http"), Line.of("balance roundrobin")), List.of(), List.of(ServerLine.of(server, "", 1))));
    }

    private static Map<String, String> certificates(IngressDocument document) {
        var all = new LinkedHashMap<String, String>();
        document.byDefault().ifPresent(c -> all.put(file(c.name()), c.pem().reveal()));
        document.certificates().forEach(c -> all.put(file(c.name()), c.pem().reveal()));
        var list = all.keySet().stream().map(name -> name + "\n").collect(Collectors.joining());
        all.put(Configuration.CERTIFICATE_LIST, list);
        return all;
    }

    private static String file(String certificate) {
        return ServerLine.name(certificate).replace(':', '_') + ".pem";
    }
}
