package dev.plimsoll.server;

import dev.plimsoll.api.plane.Survey;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.cloud.CloudAccounts.Way;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.ObservedCloud;
import dev.plimsoll.controllers.project.EngineStrays;
import dev.plimsoll.controllers.region.Strays;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Looks at clouds and the engine for a person, through the same budgets and with the same eyes as the controllers.
final class WorldSurvey implements Survey {
    private final Machinery machinery;
    private final Strays strays;
    private final Outside.NodeImageMaker nodeImage;

    WorldSurvey(Machinery machinery, Outside.NodeImageMaker nodeImage) {
        this.machinery = machinery;
        this.strays = new Strays(machinery);
        this.nodeImage = nodeImage;
    }

    @Override
    public Tested test(Key region) {
        var cloud = machinery.get(region).map(found -> found.spec(RegionSpec.class).cloud().name().toLowerCase(Locale.ROOT)).orElse("");
        return switch (machinery.accounts().to(region)) {
            case Way.Closed(var _, var reason, var sentence) -> Tested.refused(cloud, reason, sentence);
            case Way.Open(var _, var open) -> {
                try {
                    yield tested(cloud, open.ask());
                } catch (CloudFailure failure) {
                    yield Tested.refused(cloud, failure.code(), failure.getMessage());
                }
            }
        };
    }

    private static Tested tested(String cloud, CloudFacts facts) {
        var lacking = Arrays.stream(CloudAbility.values()).filter(ability -> !facts.abilities().contains(ability)).map(WorldSurvey::word).toList();
        return new Tested(true, cloud, facts.version(), facts.account(), facts.abilities().stream().map(WorldSurvey::word).sorted().toList(), lacking, facts.zones(), facts.flavors(), facts.images(),
            facts.quotas(), new TreeMap<>(facts.details()), Optional.empty(), Optional.empty());
    }

    @Override
    public Swept sweep(Optional<Key> region, boolean remove) throws InterruptedException {
        var found = new ArrayList<Stray>();
        var silent = new LinkedHashMap<String, String>();
        var regions = region.map(List::of).orElseGet(() -> machinery.around().mirror().list(Query.of(Kind.REGION)).stream().map(Resource::key).toList());
        for (var key : regions) {
            switch (machinery.accounts().to(key)) {
                case Way.Closed(var _, var _, var sentence) -> silent.put(key.toString(), sentence);
                case Way.Open(var _, var cloud) -> inCloud(key, cloud, remove, found, silent);
            }
        }
        if (region.isEmpty()) {
            onEngines(remove, found, silent);
        }
        return new Swept(found, silent);
    }

    private void inCloud(Key region, ObservedCloud cloud, boolean remove, List<Stray> found, Map<String, String> silent) throws InterruptedException {
        try {
            for (var object : strays.now(cloud)) {
                found.add(stray(region, cloud, object, remove));
            }
        } catch (CloudFailure failure) {
            silent.put(region.toString(), failure.getMessage());
        }
    }

    private static Stray stray(Key region, ObservedCloud cloud, CloudObject object, boolean remove) {
        var kind = object.kind().word();
        var owner = object.stamp().owner().toString();
        if (!remove) {
            return new Stray(region.toString(), kind, object.id(), object.name(), owner, Became.FOUND, "");
        }
        try {
            cloud.remove(region, CloudRef.to(object));
            return new Stray(region.toString(), kind, object.id(), object.name(), owner, Became.REMOVED, "");
        } catch (CloudFailure failure) {
            return new Stray(region.toString(), kind, object.id(), object.name(), owner, Became.LEFT, failure.getMessage());
        }
    }

    private void onEngines(boolean remove, List<Stray> found, Map<String, String> silent) {
        machinery.around().engines().all().forEach(way -> onEngine(way, remove, found, silent));
    }

    private void onEngine(Engines.Way.Open way, boolean remove, List<Stray> found, Map<String, String> silent) {
        var place = way.location().cluster().map(Key::toString).orElse("engine");
        var observed = way.engine();
        var engine = observed.engine();
        try {
            // Strays of the store itself, not of its mirror: what was declared a moment ago belongs to somebody.
            for (var stray : new EngineStrays(machinery.around().store()::get, way.location()).among(engine.inventory(observed.plane()), _ -> true)) {
                var kind = stray.ref().type().name().toLowerCase(Locale.ROOT);
                var became = Became.FOUND;
                var sentence = "";
                if (remove) {
                    try {
                        engine.remove(stray.ref(), EngineStrays.GRACE);
                        observed.changed();
                        became = Became.REMOVED;
                    } catch (EngineFailure failure) {
                        became = Became.LEFT;
                        sentence = failure.getMessage();
                    }
                }
                found.add(new Stray(place, kind, stray.ref().id(), stray.name(), stray.owner().toString(), became, sentence));
            }
        } catch (EngineFailure failure) {
            silent.put(place, failure.getMessage());
        }
    }

    @Override
    public String makeNodeImage(Consumer<String> progress) {
        return EngineConsole.translating(() -> nodeImage.make(progress));
    }

    private static String word(CloudAbility ability) {
        return ability.name().toLowerCase(Locale.ROOT);
    }
}
