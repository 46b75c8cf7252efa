package dev.plimsoll.dns.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsContract;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract against BIND 9, and what only a server that checks keys can show.
@Tag("validators")
class BindTest extends DnsContract {
    private static Bind bind;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        bind = new Bind(folder);
    }

    @AfterAll
    static void stop() {
        bind.close();
    }

    @Override
    protected Dns open() {
        return new DynamicZone(bind.access(Bind.key()));
    }

    @Override
    protected String domain() {
        return Bind.DOMAIN;
    }

    @Override
    protected boolean together() {
        return true;
    }

    @Test
    void aWrongKeyIsDeniedAndToldWithoutItsSecret() {
        var wrong = Map.of("name", new SecretText("plimsoll"), "secret", new SecretText("bm90IHRoZSBrZXksIGJ1dCBhcyBsb25nIGFzIGl0IGlz"));
        try (var stranger = new DynamicZone(bind.access(wrong)); var nobody = new DynamicZone(bind.access(Map.of()))) {
            for (var dns : List.of(stranger, nobody)) {
                assertThatThrownBy(() -> dns.change(List.of(new RecordChange.Create(new RecordSet("intruder." + Bind.DOMAIN, RecordType.A, 60, List.of("192.0.2.66"))))))
                    .isInstanceOf(DnsFailure.class).hasMessageNotContaining("bm90IHRoZSBrZXks");
                assertThatThrownBy(dns::list).isInstanceOf(DnsFailure.class);
            }
        }
        assertThat(open().list()).noneMatch(set -> set.name().startsWith("intruder"));
    }

    @Test
    void whatSomebodyElseWroteIsListedToo() {
        assertThat(open().list()).contains(new RecordSet("foreign." + Bind.DOMAIN, RecordType.A, 300, List.of("192.0.2.200")));
    }
}
