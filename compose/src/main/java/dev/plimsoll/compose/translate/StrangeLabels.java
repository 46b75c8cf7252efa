package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.route.LabelRoutes;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.Optional;

/// Labels that were meant for somebody who will not read them: Traefik's with a slip in the first word, and Rancher's in a file that is no pair. Both stay on the container.
final class StrangeLabels {
    private static final String RANCHER = "io.rancher.";

    private final Dialect dialect;
    private final Section service;
    private boolean rancherSaid;

    private StrangeLabels(Dialect dialect, Section service) {
        this.dialect = dialect;
        this.service = service;
    }

    static void look(Dialect dialect, Section service) {
        var labels = new StrangeLabels(dialect, service);
        labels.of(service);
        service.section("deploy").ifPresent(labels::of);
    }

    private void of(Section section) {
        switch (section.node("labels").orElse(null)) {
            case Node.Mapping map -> map.entries().forEach((name, entry) -> label(section, name, entry.mark()));
            case Node.Sequence list -> list.items().forEach(item -> {
                if (item instanceof Node.Scalar scalar) {
                    label(section, scalar.text().split("=", 2)[0].strip(), item.mark());
                }
            });
            case null, default -> { }
        }
    }

    private void label(Section section, String name, Mark mark) {
        var trail = section.trail().to("labels").to(name);
        LabelRoutes.misspelt(name).ifPresent(hint -> service.findings().warning(mark, trail, "UnknownLabel", Quote.of(name) + " looks like a label of Traefik, and is none", Optional.of(hint)));
        if (!rancherSaid && dialect != Dialect.RANCHER && name.startsWith(RANCHER)) {
            rancherSaid = true;
            service.findings().warning(mark, trail, "NotHonoured", "labels of Rancher mean something in a Rancher pair only, and this is read as " + dialect.title(),
                Optional.of("--dialect rancher reads it as one"));
        }
    }
}
