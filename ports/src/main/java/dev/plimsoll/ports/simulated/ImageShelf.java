package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Images.Image;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The images on the engine, and what the registries have. Guarded by the world's lock.
final class ImageShelf {
    private static final int MEBIBYTE = 1 << 20;

    private final Map<String, Kept> byId = new LinkedHashMap<>();
    private final Map<String, Integer> editions = new HashMap<>();

    /// @param script the name that decides how its instances behave
    record Kept(Image image, Map<String, String> labels, String script) {}

    Optional<Kept> find(ImageReference reference) {
        if (reference.isId()) {
            return Optional.ofNullable(byId.get(reference.suffix()));
        }
        var text = reference.toString();
        return byId.values().stream().filter(k -> k.image().tags().contains(text) || k.image().digest().filter(text::equals).isPresent()).findFirst();
    }

    Collection<Kept> all() {
        return byId.values();
    }

    /// Puts what the registry has on the shelf.
    Image pulled(ImageReference reference) {
        var edition = reference.isDigest() ? reference.toString() : reference + "#" + editions.getOrDefault(reference.toString(), 1);
        var digest = reference.isDigest() ? reference.toString() : reference.name() + "@sha256:" + sha256("manifest of " + edition);
        var id = "sha256:" + sha256("image behind " + digest);
        return keep(id, reference.isDigest() ? Optional.empty() : Optional.of(reference.toString()), new Kept(
            new Image(id, List.of(), Optional.of(digest), (Math.floorMod(id.hashCode(), 90) + 5L) * MEBIBYTE), Map.of(), reference.name()));
    }

    /// Puts what was built on the shelf. Equal builds are the same image.
    Image built(String content, ImageReference tag, Map<String, String> labels) {
        var id = "sha256:" + sha256(content);
        return keep(id, Optional.of(tag.toString()), new Kept(new Image(id, List.of(), Optional.empty(), 20L * MEBIBYTE), labels, tag.name()));
    }

    /// The registry's tag points to a new image from now on.
    void publish(ImageReference reference) {
        editions.merge(reference.toString(), 2, (before, _) -> before + 1);
    }

    /// Takes a tag away, and with its last one the image; by id, the image.
    void remove(ImageReference reference) {
        find(reference).ifPresent(kept -> {
            if (reference.isId() || kept.image().tags().size() <= 1) {
                byId.remove(kept.image().id());
            } else {
                untag(reference.toString());
            }
        });
    }

    private Image keep(String id, Optional<String> tag, Kept fresh) {
        tag.ifPresent(this::untag);
        var kept = byId.getOrDefault(id, fresh);
        var tags = new ArrayList<>(kept.image().tags());
        tag.ifPresent(tags::add);
        var image = new Image(id, tags, kept.image().digest(), kept.image().size());
        byId.put(id, new Kept(image, kept.labels(), kept.script()));
        return image;
    }

    private void untag(String tag) {
        byId.replaceAll((_, kept) -> {
            if (!kept.image().tags().contains(tag)) {
                return kept;
            }
            var tags = new ArrayList<>(kept.image().tags());
            tags.remove(tag);
            return new Kept(new Image(kept.image().id(), tags, kept.image().digest(), kept.image().size()), kept.labels(), kept.script());
        });
    }

    /// Images that carry the control plane's label or run as one of `used`.
    List<Image> list(String plane, Collection<String> used) {
        return byId.values().stream().filter(k -> plane.equals(k.labels().get(Stamp.PLANE)) || used.contains(k.image().id())).map(Kept::image).toList();
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
