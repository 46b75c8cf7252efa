package dev.plimsoll.clouds.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.machine.AddressRange;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final AddressRange NETWORK = AddressRange.network("10.231.7.0/29");
    private static final Addresses ALL = new Addresses(NETWORK, NETWORK, "10.231.7.1");

    @Test
    void the_lowest_free_address_is_given_out_and_never_the_gateways() {
        assertThat(ALL.free(Set.of())).contains("10.231.7.2");
        assertThat(ALL.free(Set.of("10.231.7.2", "10.231.7.3"))).contains("10.231.7.4");
    }

    @Test
    void the_broadcast_address_is_nobodys() {
        assertThat(ALL.free(Set.of("10.231.7.2", "10.231.7.3", "10.231.7.4", "10.231.7.5", "10.231.7.6"))).isEmpty();
    }

    @Test
    void only_dynamic_addresses_are_given_out() {
        var few = new Addresses(NETWORK, AddressRange.span("10.231.7.5-10.231.7.6"), "10.231.7.1");

        assertThat(few.free(Set.of())).contains("10.231.7.5");
        assertThat(few.free(Set.of("10.231.7.5", "10.231.7.6"))).isEmpty();
    }

    @Test
    void the_usual_gateway_is_the_first_address() {
        assertThat(Addresses.first(AddressRange.network("10.0.0.0/8"))).isEqualTo("10.0.0.1");
    }
}
