package dev.plimsoll.clouds.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NodeRecipeTest {
    @Test
    void images_are_called_after_what_they_are_made_of() {
        assertThat(NodeRecipe.base()).matches("plimsoll/node-base:[0-9a-f]{12}");
        assertThat(NodeRecipe.image()).matches("plimsoll/node:[0-9a-f]{12}");
    }

    @Test
    void the_node_image_lies_on_its_base_and_says_that_it_is_a_machines() {
        var dockerfile = new String(NodeRecipe.context().get("Dockerfile"), StandardCharsets.UTF_8);

        assertThat(dockerfile).startsWith("FROM " + NodeRecipe.base() + "\n").contains("LABEL " + NodeRecipe.LABEL + "=").contains("ENTRYPOINT [\"/sbin/machine\"]");
        assertThat(NodeRecipe.context()).containsOnlyKeys("Dockerfile", "machine", "cloud.cfg");
    }

    @Test
    void both_ways_to_the_base_install_the_same() {
        assertThat(new String(NodeRecipe.baseContext().get("Dockerfile"), StandardCharsets.UTF_8)).contains(NodeRecipe.packages());
        assertThat(NodeRecipe.packages()).contains("docker.io", "cloud-init", "openssl", "curl");
    }
}
