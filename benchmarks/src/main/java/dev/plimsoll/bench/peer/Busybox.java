package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;

/// An image with nothing but busybox, made from the program of the Debian package, so that no registry is needed.
public final class Busybox {
    /// Its name; nobody else uses it.
    public static final String IMAGE = "plimsoll-bench/busybox:1";

    private Busybox() {}

    /// Makes the image on an engine.
    ///
    /// @param docker the client, told which engine
    public static void provide(Site site, Command docker) {
        var tree = site.made("busybox/bin");
        Command.of("sh", "-c", "cp \"$(command -v busybox)\" " + tree + "/busybox && ln -sf busybox " + tree + "/sh && ln -sf busybox " + tree + "/sleep").succeed();
        Command.of("tar", "-C", tree.getParent().toString(), "-cf", site.folder().resolve("busybox.tar").toString(), ".").succeed();
        site.cleanup().later(() -> docker.with("image", "rm", "-f", IMAGE).run());
        docker.with("import", site.folder().resolve("busybox.tar").toString(), IMAGE).succeed();
    }
}
