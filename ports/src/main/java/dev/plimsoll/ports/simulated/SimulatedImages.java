package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The images of the simulated engine. Its registries have everything, except names under `.invalid` (RFC 2606: nobody answers) and what is called
/// `no-such-…` (it does not exist).
final class SimulatedImages implements Images {
    private static final int PARTS = 4;
    private static final long LARGEST_CONTEXT = 2L << 30;

    private final WorldState world;
    private final Gate gate;

    SimulatedImages(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
    }

    @Override
    public Optional<Image> find(String reference) {
        var wanted = ImageReference.of(reference);
        return gate.call(Call.FIND_IMAGE, () -> "find image " + wanted, _ -> world.images.find(wanted).map(ImageShelf.Kept::image));
    }

    @Override
    public Image pull(String reference, Optional<Login> login, Consumer<String> progress) {
        var wanted = ImageReference.of(reference);
        if (wanted.registry().endsWith(".invalid")) {
            throw new EngineFailure.Unreachable("RegistryUnreachable", "cannot pull " + wanted + ": lookup " + wanted.registry() + ": no such host", null);
        }
        if (wanted.isId() || wanted.toString().contains("no-such-")) {
            throw new EngineFailure.Absent("ImageNotFound", "manifest for " + wanted + " not found: manifest unknown", null);
        }
        for (int part = 1; part < PARTS; part++) {
            gate.pass(world.settings.pullTime().dividedBy(PARTS));
            progress.accept(wanted + ": " + part * 100 / PARTS + " %");
        }
        return gate.call(Call.PULL, () -> "pull " + wanted, _ -> world.images.pulled(wanted));
    }

    @Override
    public Image build(BuildRequest request, Consumer<String> progress) {
        var tag = ImageReference.of(request.tag());
        var content = contentOf(request);
        progress.accept("Step 1/1 : simulated build of " + tag);
        gate.pass(world.settings.pullTime());
        var image = gate.call(Call.BUILD, () -> "build " + tag, _ -> world.images.built(content, tag, request.labels()));
        progress.accept("Successfully built " + image.id().substring("sha256:".length(), "sha256:".length() + 12));
        return image;
    }

    @Override
    public List<Image> list(String plane) {
        return gate.call(Call.LIST_IMAGES, () -> "list images", _ ->
            world.images.list(plane, world.containers.listing(plane).stream().map(SeenInstance::imageId).distinct().toList()));
    }

    @Override
    public void remove(String reference) {
        var wanted = ImageReference.of(reference);
        gate.call(Call.REMOVE_IMAGE, () -> "remove image " + wanted, _ -> {
            world.images.find(wanted).filter(kept -> kept.image().tags().size() > 1 && !wanted.isId() || !inUse(kept.image().id()))
                .ifPresent(_ -> world.images.remove(wanted));
            return true;
        });
    }

    private boolean inUse(String id) {
        return world.containers.all().stream().anyMatch(c -> c.part.imageId().equals(id));
    }

    /// What makes a build the same as another one: the bytes of its context and how it is built.
    private static String contentOf(BuildRequest request) {
        var build = request.build();
        var digest = ImageShelf.digest();
        try (InputStream context = request.context()) {
            var buffer = new byte[1 << 16];
            long total = 0;
            for (int read = context.read(buffer); read >= 0; read = context.read(buffer)) {
                total += read;
                if (total > LARGEST_CONTEXT) {
                    throw new EngineFailure.Rejected("BuildFailed", "the build context is larger than " + (LARGEST_CONTEXT >> 30) + " GiB", null);
                }
                digest.update(buffer, 0, read);
            }
        } catch (IOException unreadable) {
            throw new EngineFailure.Rejected("BuildFailed", "cannot read the build context: " + unreadable.getMessage(), unreadable);
        }
        return HexFormat.of().formatHex(digest.digest()) + build.dockerfile() + new TreeMap<>(build.args()) + build.target();
    }
}
