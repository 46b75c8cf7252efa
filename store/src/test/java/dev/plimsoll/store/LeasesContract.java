package dev.plimsoll.store;

import static dev.plimsoll.store.Samples.config;
import static dev.plimsoll.store.Samples.key;
import static dev.plimsoll.store.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about leases and the commits fenced by them. The last of the three parts of the contract: a store's test extends this.
public abstract class LeasesContract extends WatchContract {
    private static final Duration LIFE = Duration.ofSeconds(10);

    /// Lets the store's time pass, however it is told.
    protected abstract void letPass(Duration time) throws Exception;

    /// How long a lease lives that the test lets expire.
    protected Duration shortLife() {
        return LIFE;
    }

    @Test
    void oneHolderAtATime() {
        var fence = store.leases().acquire("loop", "one", LIFE);

        assertThat(fence).contains(new Fence("loop", "one", 1));
        assertThat(store.leases().acquire("loop", "two", LIFE)).isEmpty();
        assertThat(store.leases().acquire("other", "two", LIFE)).contains(new Fence("other", "two", 1));
        assertThat(store.leases().current("loop")).isEqualTo(fence);
        assertThat(store.leases().current("unknown")).isEmpty();
    }

    @Test
    void renewalKeepsTheEpochAndTakingOverCountsIt() throws Exception {
        assertThat(store.leases().acquire("loop", "one", shortLife()).orElseThrow().epoch()).isEqualTo(1);
        assertThat(store.leases().acquire("loop", "one", shortLife()).orElseThrow().epoch()).isEqualTo(1);
        letPass(shortLife().plusMillis(1));
        assertThat(store.leases().current("loop")).isEmpty();
        assertThat(store.leases().acquire("loop", "two", LIFE)).contains(new Fence("loop", "two", 2));
        assertThat(store.leases().acquire("loop", "one", LIFE)).isEmpty();
    }

    @Test
    void refusesWhoeverWasTakenOver() throws Exception {
        var one = store.leases().acquire("loop", "one", shortLife());
        store.commit(List.of(put(config("a", "1"))), one);
        letPass(shortLife().plusMillis(1));
        store.commit(List.of(put(config("a", "2"))), one);
        var two = store.leases().acquire("loop", "two", LIFE);

        assertThatExceptionOfType(StoreFailure.StaleEpoch.class)
            .isThrownBy(() -> store.commit(List.of(put(config("a", "3"))), one)).withMessageContaining("two");
        store.commit(List.of(put(config("b", "1"))), two);
        assertThat(Samples.valueOf(store.get(key("a")).orElseThrow())).isEqualTo("2");
    }

    @Test
    void refusesFencesThatWereGivenBackOrMadeUp() {
        var one = store.leases().acquire("loop", "one", LIFE);
        store.leases().release(new Fence("loop", "two", 1));
        assertThat(store.leases().current("loop")).isEqualTo(one);
        store.leases().release(one.orElseThrow());
        assertThat(store.leases().current("loop")).isEmpty();

        for (var fence : List.of(one.orElseThrow(), new Fence("loop", "one", 2), new Fence("unknown", "one", 1))) {
            assertThatExceptionOfType(StoreFailure.StaleEpoch.class).isThrownBy(() -> store.commit(List.of(put(config("a", "1"))), Optional.of(fence)));
        }
        assertThat(store.revision()).isZero();
        assertThat(store.leases().acquire("loop", "one", LIFE)).as("epochs are not reused").contains(new Fence("loop", "one", 2));
    }
}
