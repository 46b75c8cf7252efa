package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.ImageShelf;
import dev.plimsoll.model.Build;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// The engine's images, for those who need one before anything is declared.
final class EngineImages implements ImageShelf {
    private final Images images;
    private final Contexts contexts;
    private final String plane;

    EngineImages(Images images, Contexts contexts, String plane) {
        this.images = images;
        this.contexts = contexts;
        this.plane = plane;
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
            for (var image : images.list(plane)) {
                var name = image.tags().isEmpty() ? image.id() : image.tags().getFirst();
                // Removing by id leaves an image with several tags in place, so each tag goes by itself.
                image.tags().forEach(images::remove);
                images.remove(image.id());
                (images.find(image.id()).isPresent() ? kept : removed).add(name);
            }
            return new Cleared(removed, kept);
        });
    }

    private Images.Image build(String reference, String context) {
        var tar = contexts.open(context).orElseThrow(() -> new EngineTrouble(EngineTrouble.Type.ABSENT, "the build context " + context + " was not uploaded", null));
        return images.build(new Images.BuildRequest(reference, Map.of(Stamp.PLANE, plane), Build.of(context), tar), _ -> { });
    }
}
