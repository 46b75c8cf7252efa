package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.words.ImageName;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Images as a Swarm needs them named: by the registry's digest where there is one, so that each machine fetches the very same; by the engine's id otherwise, which
/// means one that has to be brought to the machines.
///
/// @param wire     to the manager
/// @param logins   for who brings none
/// @param workshop builds in its place
record SwarmImages(Images manager, Wire wire, Logins logins, Optional<Workshop> workshop) implements Images {
    @Override
    public Optional<Image> find(String reference) {
        return manager.find(reference).map(SwarmImages::everywhere);
    }

    @Override
    public Image pull(String reference, Optional<Login> login, Consumer<String> progress) {
        return everywhere(manager.pull(reference, login.or(() -> logins.to(new ImageName(reference).registry())), progress));
    }

    @Override
    public Image build(BuildRequest request, Consumer<String> progress) {
        var elsewhere = workshop.filter(Workshop::open);
        if (elsewhere.isEmpty()) {
            return everywhere(manager.build(request, progress));
        }
        elsewhere.get().build(request, progress, wire);
        return find(request.tag()).orElseThrow(() -> new EngineFailure.Absent("ImageNotFound", "image " + request.tag() + " was given to the manager, which does not have it", null));
    }

    @Override
    public List<Image> list(String plane) {
        return manager.list(plane).stream().map(SwarmImages::everywhere).toList();
    }

    @Override
    public void remove(String reference) {
        manager.remove(reference);
    }

    private static Image everywhere(Image image) {
        return image.digest().map(digest -> new Image(digest, image.tags(), image.digest(), image.size())).orElse(image);
    }
}
