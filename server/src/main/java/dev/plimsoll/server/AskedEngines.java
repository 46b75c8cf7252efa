package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineReport;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reports what the engines answer when they are asked what they are. All clusters are asked at once, and none is waited for long.
final class AskedEngines implements EngineReport {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Engines engines;

    AskedEngines(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Facts facts() {
        return asked(engines.own().engine());
    }

    @Override
    public Map<String, Facts> clusters() {
        var asked = new LinkedHashMap<String, FutureTask<Facts>>();
        engines.clusters().forEach((key, way) -> {
            var task = new FutureTask<>(() -> switch (way) {
                case Way.Open open -> asked(open.engine().engine());
                case Way.Closed closed -> silent("", closed.sentence());
            });
            Thread.ofVirtual().name("facts of " + key).start(task);
            asked.put(key.project() + "/" + key.name(), task);
        });
        long end = System.nanoTime() + PATIENCE.toNanos();
        var facts = new LinkedHashMap<String, Facts>();
        asked.forEach((name, task) -> facts.put(name, answer(task, end)));
        return facts;
    }

    private static Facts answer(FutureTask<Facts> task, long end) {
        try {
            return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return silent("", "it did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            return silent("", "nobody waited for its answer");
        } catch (ExecutionException broken) {
            return silent("", String.valueOf(broken.getCause().getMessage()));
        }
    }

    private static Facts asked(Engine engine) {
        try {
            var facts = engine.facts();
            return new Facts(engine.name(), true, facts.version(), facts.api(), facts.address(), "", facts.details());
        } catch (EngineFailure failure) {
            return silent(engine.name(), failure.getMessage());
        }
    }

    private static Facts silent(String name, String error) {
        return new Facts(name, false, "", "", "", error, Map.of());
    }
}
