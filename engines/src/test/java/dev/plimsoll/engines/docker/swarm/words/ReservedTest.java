package dev.plimsoll.engines.docker.swarm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservedTest {
    @ParameterizedTest(name = "{0}: kept away {1}")
    @CsvSource({
        "node.labels.disk==ssd, true",
        "node.role==worker, true",
        "node.labels.plimsoll.role!=worker, true",
        "node.labels.plimsoll.zone==b, true",
        "node.labels.plimsoll.role == satellite, false",
        "node.labels.plimsoll.pool==edge, false",
        "node.labels.plimsoll.machine==edge-1, false",
        "node.hostname==edge-1, false"})
    void onlyWhatAsksRunsOnSatellites(String constraint, boolean away) {
        assertThat(Reserved.besides(List.of(constraint)).size() > 1).isEqualTo(away);
        assertThat(Reserved.besides(List.of(constraint))).startsWith(constraint);
    }
}
