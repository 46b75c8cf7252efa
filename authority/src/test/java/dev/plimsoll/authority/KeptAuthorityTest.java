package dev.plimsoll.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeptAuthorityTest {
    private final VersionedStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());

    private KeptAuthority open() {
        return KeptAuthority.open(store, new WrappingVault(), Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void it_is_made_once() {
        var first = open();
        var second = open();
        assertThat(second.authority().fingerprint()).isEqualTo(first.authority().fingerprint()).matches("[0-9a-f]{64}");
        assertThat(second.credentials()).isEqualTo(first.credentials());
    }

    @Test
    void two_that_begin_at_the_same_time_have_the_same() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(Stream.generate(() -> (Callable<String>) () -> open().authority().fingerprint()).limit(8).toList());
            var prints = new java.util.HashSet<String>();
            for (var one : all) {
                prints.add(one.get());
            }
            assertThat(prints).hasSize(1);
        }
    }

    @Test
    void its_keys_are_sealed_where_they_are_kept_and_in_no_text() {
        var kept = open();
        var secrets = store.everything().items().stream().filter(resource -> resource.spec() instanceof SecretSpec).toList();
        assertThat(secrets).singleElement().satisfies(secret -> assertThat(secret.spec(SecretSpec.class).data()).hasSize(3).allSatisfy((_, value) ->
            assertThat(value).startsWith(SecretSpec.SEALED_PREFIX)));
        assertThat(kept.toString()).doesNotContain("PRIVATE");
    }
}
