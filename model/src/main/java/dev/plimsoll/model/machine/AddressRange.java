package dev.plimsoll.model.machine;

import dev.plimsoll.model.InvalidValue;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/// Addresses of one family from the first to the last, both included.
///
/// @param bits 32 for IPv4, 128 for IPv6
/// @param text as it was written, for sentences
public record AddressRange(int bits, BigInteger first, BigInteger last, String text) {
    private static final int LONGEST = 100;

    /// A network such as 10.1.0.0/16.
    ///
    /// @throws InvalidValue when it is none, or when its address is not its first one: 10.1.0.7/16 is more often a mistake than a wish
    public static AddressRange network(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || cidr.length() > LONGEST || !cidr.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw new InvalidValue(quoted(cidr) + " is no network such as 10.1.0.0/16");
        }
        var start = address(cidr.substring(0, slash));
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        if (prefix > start.bits) {
            throw new InvalidValue(quoted(cidr) + " is no network: its prefix is at most " + start.bits);
        }
        var size = BigInteger.ONE.shiftLeft(start.bits - prefix);
        if (start.first.mod(size).signum() != 0) {
            throw new InvalidValue(quoted(cidr) + " begins in the middle of a network; write the network's first address before the slash");
        }
        return new AddressRange(start.bits, start.first, start.first.add(size).subtract(BigInteger.ONE), cidr);
    }

    /// The same of a text that somebody else wrote; none when it is no network.
    public static Optional<AddressRange> readable(String cidr) {
        try {
            return Optional.of(network(cidr));
        } catch (InvalidValue none) {
            return Optional.empty();
        }
    }

    /// A range such as 10.1.0.10-10.1.0.99.
    ///
    /// @throws InvalidValue when it is none
    public static AddressRange span(String text) {
        int dash = text.indexOf('-');
        if (dash < 0 || text.length() > LONGEST) {
            throw new InvalidValue(quoted(text) + " is no range such as 10.1.0.10-10.1.0.99");
        }
        var from = address(text.substring(0, dash).strip());
        var to = address(text.substring(dash + 1).strip());
        if (from.bits != to.bits || from.first.compareTo(to.first) > 0) {
            throw new InvalidValue(quoted(text) + " ends before it begins");
        }
        return new AddressRange(from.bits, from.first, to.first, text);
    }

    /// A single address.
    ///
    /// @throws InvalidValue when it is none; names are none
    public static AddressRange address(String text) {
        boolean literal = text.length() <= LONGEST && text.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0);
        // InetAddress also takes 10.1 and 167838209 for addresses.
        boolean whole = text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
        if (literal && whole) {
            try {
                var bytes = InetAddress.ofLiteral(text).getAddress();
                var value = new BigInteger(1, bytes);
                return new AddressRange(bytes.length * 8, value, value, text);
            } catch (IllegalArgumentException noAddress) {
                throw new InvalidValue(quoted(text) + " is no address");
            }
        }
        throw new InvalidValue(quoted(text) + " is no address such as 10.1.0.7");
    }

    public boolean contains(AddressRange other) {
        return bits == other.bits && first.compareTo(other.first) <= 0 && last.compareTo(other.last) >= 0;
    }

    public boolean overlaps(AddressRange other) {
        return bits == other.bits && first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    private static String quoted(String text) {
        var tame = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (tame.length() <= 60 ? tame : tame.substring(0, 60) + "…") + "'";
    }

    @Override
    public String toString() {
        return text;
    }
}
