package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.ImageShelf;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.model.Build;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Images: those of this machine's engine for who needs one before anything is declared; those of all engines for who clears up.
final class EngineImages implements ImageShelf {
    private final Engines engines;
    private final Images images;
    private final Contexts contexts;
    private final String plane;

    EngineImages(Engines engines, Contexts contexts) {
        this.engines = engines;
        this.images = engines.own().engine().images();
        this.contexts = contexts;
        this.plane = engines.plane();
    }

    @Override
    public Ensured ensure(String reference, boolean pull, Optional<String> context) {
        return EngineConsole.translating(() -> {
            var found = images.find(reference);
            if (found.isPresent()) {
                return new Ensured(reference, found.get().id(), Did.FOUND);
            }
            if (context.isPresent()) {
                return new Ensured(reference, build(reference, context.get()).id(), Did.BUILT);
            }
            if (!pull) {
                throw new EngineFailure.Absent("ImageNotFound", "image " + reference + " is not on the engine", null);
            }
            return new Ensured(reference, images.pull(reference, Optional.empty(), _ -> { }).id(), Did.PULLED);
        });
    }

    @Override
    public Cleared removeUnused() {
        return EngineConsole.translating(() -> {
            var removed = new ArrayList<String>();
            var kept = new ArrayList<String>();
            engines.all().forEach(way -> removeUnused(way.engine().engine().images(), removed, kept));
            return new Cleared(removed.stream().distinct().toList(), kept.stream().distinct().toList());
        });
    }

    private void removeUnused(Images there, List<String> removed, List<String> kept) {
        for (var image : there.list(plane)) {
            var name = image.tags().isEmpty() ? image.id() : image.tags().getFirst();
            // Removing by id leaves an image with several tags in place, so each tag goes by itself.
            image.tags().forEach(there::remove);
            there.remove(image.id());
            (there.find(image.id()).isPresent() ? kept : removed).add(name);
        }
    }

    private Images.Image build(String reference, String context) {
        var tar = contexts.open(context).orElseThrow(() -> new EngineTrouble(EngineTrouble.Type.ABSENT, "the build context " + context + " was not uploaded", null));
        return images.build(new Images.BuildRequest(reference, Map.of(Stamp.PLANE, plane), Build.of(context), tar), _ -> { });
    }
}
