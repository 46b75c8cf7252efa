package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Build;
import java.util.LinkedHashMap;
import java.util.Optional;

/// `build`: the context is a folder of the declaration, sent before and named by its digest.
final class Builds {
    /// The name of the declaration's own folder among the contexts.
    private static final String HERE = ".";

    private Builds() {}

    static Optional<Build> of(Scene scene, Section service) {
        return service.node("build").flatMap(node -> {
            if (node instanceof Node.Scalar folder) {
                var entries = new LinkedHashMap<String, Node.Entry>();
                entries.put("context", new Node.Entry(node.mark(), folder));
                return service.section(new Section.Item(new Node.Mapping(node.mark(), entries), service.trail().to("build")));
            }
            return service.section("build", Place.BUILD);
        }).map(build -> build(scene, build));
    }

    private static Build build(Scene scene, Section build) {
        var dockerfile = build.text("dockerfile");
        dockerfile.filter(d -> BundlePath.resolve("", d).isEmpty()).ifPresent(d ->
            build.error("dockerfile", "PathOutside", Quote.of(d) + " is no path inside the build's context", "move it into the context"));
        var context = context(scene, build);
        return build.made(() -> new Build(context, dockerfile, build.pairs("args", scene.scope()::value), build.text("target"), build.labels("labels"),
            build.texts("cache_from"), build.text("network"), Isolations.hosts(build, "extra_hosts"), build.bytes("shm_size"), build.is("pull"),
                build.is("no_cache"), build.text("dockerfile_inline"), Isolations.ulimits(build))).orElseGet(() -> Build.of(context));
    }

    private static String context(Scene scene, Section build) {
        var written = build.text("context").orElse(HERE);
        if (written.contains("://") || written.startsWith("git@") || written.startsWith("github.com/")) {
            build.error("context", "NotHonoured", "contexts are folders of the declaration, not addresses", "clone it into a folder beside the compose file");
            return "";
        }
        var folder = scene.path(written, build.mark("context"), build.trail().to("context")).map(p -> p.isEmpty() ? HERE : p);
        if (folder.filter(scene.asked()::lacks).isPresent()) {
            build.error("context", "NoSuchFolder", "there is no folder " + Quote.of(folder.get()), "");
        }
        return folder.flatMap(scene.asked()::context).orElse("");
    }
}
