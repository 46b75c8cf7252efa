package dev.plimsoll.controllers.component;

import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The images of a group's members: what was resolved before, or found, fetched and built now.
final class GroupImages {
    private final ImageResolution images;

    GroupImages(ImageResolution images) {
        this.images = images;
    }

    /// By member; none when nothing is to run: then no missing image may keep from stopping what runs.
    ///
    /// @param drafts in the order of the group's members
    /// @throws dev.plimsoll.ports.EngineFailure when one cannot be had
    Map<Key, ComponentStatus.ResolvedImage> of(DeclaredGroup group, List<Definitions.Draft.Complete> drafts, Run run) {
        var found = new LinkedHashMap<Key, ComponentStatus.ResolvedImage>();
        var failure = group.status().level() ? Optional.<ComponentStatus.Failure>empty() : group.status().lastFailure();
        boolean lost = failure.filter(f -> f.reason().equals("ImageNotFound")).isPresent();
        for (int i = 0; i < drafts.size(); i++) {
            var member = group.members().get(i);
            var spec = drafts.get(i).spec();
            var kept = ImageResolution.kept(member.key(), spec, member.status(ComponentStatus.class));
            if (kept.isPresent() && !lost) {
                found.put(member.key(), kept.get());
            } else if (group.replicas() > 0) {
                run.step("find image " + ImageResolution.reference(member.key(), spec));
                found.put(member.key(), kept.isPresent() ? images.again(member.key(), spec, kept.get(), run::progress) : images.resolve(member.key(), spec, run::progress));
            }
        }
        return found;
    }
}
