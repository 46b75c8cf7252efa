package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.peer.Busybox;
import dev.plimsoll.bench.run.Site;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Compose files of many equal services, which both Plimsoll and docker-compose read.
final class Services {
    private Services() {}

    /// A folder with a compose file of so many services that sleep. They end at once when asked to, for what is measured is how they begin.
    static Path sleeping(Site site, String folder, int count) {
        return site.write(folder + "/compose.yml", services(count, "    image: " + Busybox.IMAGE + "\n    command: [sleep, \"100000\"]\n    stop_signal: SIGKILL\n")).getParent();
    }

    /// The same for a simulated world, where any image does.
    static Path simulated(Site site, String folder, int count) {
        return site.write(folder + "/compose.yml", services(count, "    image: example/app:1\n    command: [sleep, \"100000\"]\n")).getParent();
    }

    private static String services(int count, String body) {
        return IntStream.range(0, count).mapToObj("  s%05d:\n"::formatted).map(head -> head + body).collect(Collectors.joining("", "services:\n", ""));
    }
}
