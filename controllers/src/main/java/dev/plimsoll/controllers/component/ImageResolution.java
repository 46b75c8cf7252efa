package dev.plimsoll.controllers.component;

import dev.plimsoll.model.Build;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Which image a component's reference means. Answered once and kept in the status until the reference changes, so that a tag moved in the
/// registry changes nothing by itself; answered again, to the very same digest where there is one, when the engine has lost the image.
public final class ImageResolution {
    private final Images images;
    private final Contexts contexts;
    private final String plane;

    public ImageResolution(Images images, Contexts contexts, String plane) {
        this.images = images;
        this.contexts = contexts;
        this.plane = plane;
    }

    /// The text that names what is wanted: while it stays the same, so does the image.
    public static String reference(Key component, ComponentSpec spec) {
        return spec.pin().orElseGet(() -> spec.build().map(b -> tag(component, spec, b)).orElse(spec.image()));
    }

    /// What was resolved before, when it still holds.
    public static Optional<ComponentStatus.ResolvedImage> kept(Key component, ComponentSpec spec, ComponentStatus status) {
        return status.image().filter(i -> i.reference().equals(reference(component, spec)));
    }

    /// Finds, fetches or builds the image.
    ///
    /// @throws EngineFailure when nobody has it, the build fails, or the registry or engine does not answer
    public ComponentStatus.ResolvedImage resolve(Key component, ComponentSpec spec, Consumer<String> progress) {
        var reference = reference(component, spec);
        boolean ask = spec.pull() == ComponentSpec.PullPolicy.ALWAYS && spec.build().isEmpty() && spec.pin().isEmpty();
        var found = ask ? Optional.<Images.Image>empty() : images.find(reference);
        if (found.isPresent()) {
            return resolved(reference, found.get());
        }
        if (spec.build().isPresent() && !reference.startsWith("sha256:")) {
            return resolved(reference, build(reference, spec.build().get(), progress));
        }
        if (spec.pull() == ComponentSpec.PullPolicy.NEVER) {
            throw new EngineFailure.Absent("ImageNotFound", "image " + reference + " is not on the engine, and its pull policy is never", null);
        }
        return resolved(reference, images.pull(reference, Optional.empty(), progress));
    }

    /// The engine has lost an image: gets the same one again.
    public ComponentStatus.ResolvedImage again(Key component, ComponentSpec spec, ComponentStatus.ResolvedImage lost, Consumer<String> progress) {
        if (lost.digest().isPresent()) {
            var image = images.find(lost.id()).orElseGet(() -> images.pull(lost.digest().get(), Optional.empty(), progress));
            return new ComponentStatus.ResolvedImage(lost.reference(), image.id(), lost.digest());
        }
        return resolve(component, spec, progress);
    }

    private Images.Image build(String tag, Build build, Consumer<String> progress) {
        var context = contexts.open(build.context()).orElseThrow(() -> new EngineFailure.Absent("ContextNotFound",
            "the build context " + build.context().substring(0, Math.min(12, build.context().length())) + " of " + tag
                + " is not stored; apply the files again", null));
        return images.build(new Images.BuildRequest(tag, Map.of(Stamp.PLANE, plane), build, context), progress);
    }

    private static ComponentStatus.ResolvedImage resolved(String reference, Images.Image image) {
        return new ComponentStatus.ResolvedImage(reference, image.id(), image.digest());
    }

    /// `plimsoll/default-hello-web:3f2a9c0112345678`: another context or other arguments make another tag.
    private static String tag(Key component, ComponentSpec spec, Build build) {
        return "plimsoll/" + component.project() + "-" + component.name() + ":" + Fingerprint.of("build", build, "name", spec.image());
    }
}
