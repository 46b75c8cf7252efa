package dev.plimsoll.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated | host port 8080 is taken",
        "listen tcp4 127.0.0.1:443: bind: address already in use | host port 443 is taken",
        "listen tcp6 [::]:53: bind: address already in use | host port 53 is taken",
        "the port is taken | free the port, or publish another one",
    })
    void aTakenPortIsNamedWithWhatToDo(String sentence, String advice) {
        var on = Advice.on(WEB, new Standing(State.PROGRESSING, "PortTaken", sentence, Instant.EPOCH, Optional.empty()), Optional.empty());
        assertThat(on).singleElement().asString().startsWith(advice).contains("apply again");
    }
}
