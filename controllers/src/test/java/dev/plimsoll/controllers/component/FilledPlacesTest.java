package dev.plimsoll.controllers.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilledPlacesTest {
    @Test
    void eachInstanceHasItsOwnTexts() {
        var spec = ComponentSpec.ofImage("a").withPlaceholders(true).withEnvironment(Map.of("ME", "{{.Task.Name}} in {{ .Task.Slot }}", "OTHER", "{{.Message}} $1"))
            .withMounts(List.of(new Mount.Bind("/srv/{{.Task.Slot}}", "/srv", true, false, null), new Mount.Volume(Optional.of("data"), "/data", false, false)))
            .withIsolation(Isolation.USUAL.withHostname(Optional.of("{{.Node.Hostname}}-{{.Task.Slot}}")));

        var filled = new FilledPlaces(2, "shop-web-2-abc", () -> "mercury").in(spec);

        assertThat(filled.environment()).containsEntry("ME", "shop-web-2-abc in 2").containsEntry("OTHER", "{{.Message}} $1");
        assertThat(((Mount.Bind) filled.mounts().getFirst()).source()).isEqualTo("/srv/2");
        assertThat(filled.mounts().getLast()).isEqualTo(spec.mounts().getLast());
        assertThat(filled.isolation().hostname()).contains("mercury-2");
    }

    @Test
    void theHostIsAskedForOnlyWhenItIsWanted() {
        var spec = ComponentSpec.ofImage("a").withEnvironment(Map.of("SLOT", "{{.Task.Slot}}"));
        assertThat(new FilledPlaces(7, "x", () -> {
            throw new AssertionError("nobody wants to know");
        }).in(spec).environment()).containsEntry("SLOT", "7");
    }
}
