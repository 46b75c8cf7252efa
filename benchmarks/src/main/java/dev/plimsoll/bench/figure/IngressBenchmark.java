package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.ProxyByHand;
import dev.plimsoll.bench.peer.Wrk;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import dev.plimsoll.ingress.haproxy.HaproxyIngress;
import dev.plimsoll.ingress.haproxy.HaproxySettings;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Requests through our HAProxy beside one that is configured by hand, how soon they follow an instance, and what one change costs where 2,000 routes are served.
public final class IngressBenchmark implements Benchmark {
    private static final String HOST = "app.example.org";
    private static final int SECONDS = 3;
    private static final int ROUNDS = 14;
    private static final int ROUTES = 2_000;
    private static final int CHANGES = 15;
    private static final double ONE_CHANGE = 150;

    @Override
    public String name() {
        return "ingress";
    }

    @Override
    public String measures() {
        return "requests through the ingress; the same app behind a HAProxy by hand; a new instance → requests reach it; one change among 2,000 routes";
    }

    @Override
    public List<Figure> measure(Site site) {
        var figures = new ArrayList<Figure>();
        figures.addAll(requests(site));
        figures.addAll(FollowedInstance.measured(site));
        figures.addAll(changes(site));
        return figures;
    }

    private static HaproxyIngress ingress(Site site, String folder) {
        var ingress = new HaproxyIngress(HaproxySettings.of(site.folder().resolve(folder).resolve("ingress")));
        site.cleanup().later(() -> {
            ingress.serve(IngressDocument.NOTHING);
            ingress.close();
        });
        return ingress;
    }

    private static List<Figure> requests(Site site) {
        int app = ProxyByHand.app(site);
        int byHand = ProxyByHand.before(site, HOST, app);
        var web = new EntryPoint(EntryPoint.WEB, "127.0.0.1", Site.freePort());
        ingress(site, "one").serve(ServedRoutes.document(web, List.of(ServedRoutes.of("app", HOST, "", new Server("one", "127.0.0.1", app, false)))));
        var ourSlowest = new ArrayList<Double>();
        var theirSlowest = new ArrayList<Double>();
        var rates = new Turns(site)
            .side("plimsoll", () -> asked(web.port(), ourSlowest))
            .side("by hand", () -> asked(byHand, theirSlowest))
            .take(site.roundsOr(ROUNDS), "requests/s");
        return List.of(Figure.of("ingress.rate", "1/s", rates.get("plimsoll"), new Target.RatioAtLeast(0.98)).beside("haproxy by hand", rates.get("by hand")),
            Figure.of("ingress.p99", "ms", Samples.of(ourSlowest), new Target.RatioAtMost(1.02)).beside("haproxy by hand", Samples.of(theirSlowest)));
    }

    private static double asked(int port, List<Double> slowest) {
        var answered = Wrk.ask(HOST, port, SECONDS);
        slowest.add(answered.percent99());
        return answered.perSecond();
    }

    /// From the call with the changed document until the ingress says that requests meet it.
    private static List<Figure> changes(Site site) {
        var web = new EntryPoint(EntryPoint.WEB, "127.0.0.1", Site.freePort());
        var one = new Server("one", "127.0.0.1", 9, false);
        var two = new Server("two", "127.0.0.1", 9, false);
        var routes = new TreeMap<String, ServedRoute>();
        for (int i = 0; i < ROUTES; i++) {
            put(routes, ServedRoutes.of("r" + i, "h" + i + ".test", "", one));
        }
        var ingress = ingress(site, "many");
        ingress.serve(ServedRoutes.document(web, routes.values()));
        var change = new Change(site, ingress, web, routes);
        return List.of(
            change.figure("instance", (all, i) -> put(all, i % 2 == 0 ? ServedRoutes.of("r7", "h7.test", "", one) : ServedRoutes.of("r7", "h7.test", "", one, two))),
            change.figure("host", (all, i) -> put(all, ServedRoutes.of("r8", "other" + i + ".test", "", one))),
            change.figure("new", (all, i) -> put(all, ServedRoutes.of("new" + i, "new" + i + ".test", "", one))),
            change.figure("gone", (all, i) -> all.remove("p/r1" + i)),
            change.figure("headers", (all, i) -> put(all, ServedRoutes.of("r9", "h9.test", "v" + i, one))));
    }

    private static void put(TreeMap<String, ServedRoute> routes, ServedRoute route) {
        routes.put(route.name(), route);
    }

    private record Change(Site site, HaproxyIngress ingress, EntryPoint web, TreeMap<String, ServedRoute> routes) {
        Figure figure(String what, BiConsumer<TreeMap<String, ServedRoute>, Integer> change) {
            var times = new ArrayList<Double>();
            for (int i = 1; i <= CHANGES; i++) {
                change.accept(routes, i);
                var document = ServedRoutes.document(web, routes.values());
                long began = System.nanoTime();
                ingress.serve(document);
                times.add((System.nanoTime() - began) / 1e6);
            }
            site.say("%-10s %s".formatted(what, times.stream().map(t -> "%.0f".formatted(t)).toList()));
            return Figure.of("ingress.2000." + what, "ms", Samples.of(times), new Target.ValueAtMost(ONE_CHANGE));
        }
    }
}
