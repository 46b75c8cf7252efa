package dev.plimsoll.engines.docker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Paths, addresses, versions and frames.
class WireWordsTest {
    @Test
    void noNameReachesAnotherPath() {
        assertThat(Route.to("/containers/{}/start", "../x?force=1#y z%").text()).isEqualTo("/containers/..%2Fx%3Fforce%3D1%23y%20z%25/start");
        assertThat(Route.to("/x").with("name", "a&b=c").with("t", 3).text()).isEqualTo("/x?name=a%26b%3Dc&t=3");
        assertThat(Route.to("/x").filtered(Map.of("label", List.of("a=ö"))).text()).isEqualTo("/x?filters=%7B%22label%22%3A%5B%22a%3D%C3%B6%22%5D%7D");
    }

    @Test
    void theVersionBothSidesKnowIsSpoken() {
        var old = new ApiVersion(1, 41);
        assertThat(ApiVersion.agree(new ApiVersion(1, 12), old)).isEqualTo(old);
        assertThat(ApiVersion.agree(new ApiVersion(1, 44), new ApiVersion(1, 60))).isEqualTo(ApiVersion.NEWEST_KNOWN);
        assertThat(ApiVersion.agree(new ApiVersion(1, 55), new ApiVersion(1, 60))).isEqualTo(new ApiVersion(1, 55));
        assertThat(ApiVersion.parse("1.9").atLeast(1, 41)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ApiVersion.parse("1"));
    }

    @Test
    void addressesAreReadAndShownWithoutCredentials() {
        assertThat(DockerAddress.of("unix:///run/docker.sock")).hasToString("unix:///run/docker.sock");
        assertThat(DockerAddress.of("tcp://user:secret@engine.example:4243")).hasToString("tcp://engine.example:4243");
        assertThat(DockerAddress.of("tcp://engine.example")).hasToString("tcp://engine.example:2375");
        assertThatIllegalArgumentException().isThrownBy(() -> DockerAddress.of("ssh://engine.example")).withMessageContaining("unix:///path or tcp://");
        assertThatIllegalArgumentException().isThrownBy(() -> DockerAddress.of("tcp://")).withMessageContaining("tcp://");
    }

    @Test
    void framesAreReadToTheEndAndBadOnesRefused() throws IOException {
        var seen = new ArrayList<String>();
        Frames.read(new ByteArrayInputStream(new byte[] {1, 0, 0, 0, 0, 0, 0, 2, 'h', 'i', 2, 0, 0, 0, 0, 0, 0, 1, '!', 1, 0, 0, 0, 0, 0, 0, 9, 'c', 'u', 't'}),
            (error, content) -> seen.add((error ? "E" : "O") + new String(content, java.nio.charset.StandardCharsets.US_ASCII)));

        assertThat(seen).containsExactly("Ohi", "E!");
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(new byte[] {1, 0, 0, 0, 127, 0, 0, 0}), (error, content) -> { }))
            .isInstanceOf(IOException.class);
    }
}
