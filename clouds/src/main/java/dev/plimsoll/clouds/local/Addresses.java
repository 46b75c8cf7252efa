package dev.plimsoll.clouds.local;

import dev.plimsoll.model.machine.AddressRange;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// Gives out addresses of a network. The engine could, but gives a container another one at each start, and a machine keeps its address for life.
///
/// @param network the whole
/// @param dynamic what may be given out
/// @param gateway never given out
record Addresses(AddressRange network, AddressRange dynamic, String gateway) {
    /// The lowest that nobody has; none when all are taken.
    Optional<String> free(Set<String> taken) {
        var first = dynamic.first().max(network.first().add(BigInteger.ONE));
        var last = dynamic.last().min(network.last().subtract(BigInteger.ONE));
        for (var address = first; address.compareTo(last) <= 0; address = address.add(BigInteger.ONE)) {
            var text = text(address);
            if (!text.equals(gateway) && !taken.contains(text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /// The first that machines may have, which is the gateway's unless another is declared.
    static String first(AddressRange network) {
        return text(network.first().add(BigInteger.ONE));
    }

    private static String text(BigInteger address) {
        var bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = address.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
