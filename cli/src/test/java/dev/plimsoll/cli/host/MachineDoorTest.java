package dev.plimsoll.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineDoorTest {
    private static final String REGION = "apiVersion: plimsoll/v1\nkind: Region\nmetadata: {name: here}\nspec: {cloud: local}\n";
    private static final String NETWORK = "kind: Network\nmetadata: {name: inside}\nspec: {region: here, cidr: 10.77.4.0/24}\n";

    @Test
    void machinesOfALocalCloudCallTheirNetworksFirstAddress() {
        assertThat(MachineDoor.neededBy(List.of("# a comment\n" + REGION + "---\n" + NETWORK))).hasValueSatisfying(door -> {
            assertThat(door.reach()).matches("https://10\\.77\\.4\\.1:74\\d\\d");
            assertThat(door.options()).containsExactly("--machines", door.listen(), "--machines-reach", door.reach());
        });
        assertThat(MachineDoor.neededBy(List.of(NETWORK, REGION.replace("spec: {cloud: local}", "spec:\n  cloud: local")))).isPresent();
    }

    @Test
    void nobodyElseNeedsADoor() {
        assertThat(MachineDoor.neededBy(List.of("services: {web: {image: busybox}}"))).isEmpty();
        assertThat(MachineDoor.neededBy(List.of(REGION.replace("local", "simulated") + "---\n" + NETWORK))).isEmpty();
        assertThat(MachineDoor.neededBy(List.of(REGION))).as("no network says its addresses").isEmpty();
    }

    @Test
    void itIsKeptWithTheState(@TempDir Path folder) throws IOException {
        var state = folder.resolve("state");
        assertThat(MachineDoor.kept(state)).isEmpty();
        var door = new MachineDoor("0.0.0.0:7443", "https://10.77.0.1:7443");

        door.keep(state);

        assertThat(MachineDoor.kept(state)).contains(door);
    }
}
