package dev.plimsoll.ports.simulated.certificates;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Keys that are numbers, and certificates that are lines of text with the number of their key.
public final class SimulatedKeys implements CertificateKeys {
    private static final String KEY = "simulated key ";
    private static final String REQUEST = "simulated request ";
    private static final String CERTIFICATE = "simulated certificate ";
    private final AtomicLong numbers;

    /// @param seed first number
    public SimulatedKeys(long seed) {
        this.numbers = new AtomicLong(seed);
    }

    @Override
    public SecretText account() {
        return new SecretText(KEY + numbers.incrementAndGet());
    }

    @Override
    public KeyRequest fresh(List<String> names) {
        long number = numbers.incrementAndGet();
        return new KeyRequest(new SecretText(KEY + number), REQUEST + number + " " + String.join(",", names));
    }

    @Override
    public IssuedCertificate read(String chain) {
        var fields = chain.startsWith(CERTIFICATE) ? chain.substring(CERTIFICATE.length()).split(" ", -1) : new String[0];
        if (fields.length != 6) {
            throw new InvalidValue("that is no simulated certificate");
        }
        try {
            return new IssuedCertificate(chain, List.of(fields[1].split(",")), fields[2], fields[3], Instant.parse(fields[4]), Instant.parse(fields[5]));
        } catch (DateTimeParseException wrong) {
            throw new InvalidValue("that is no simulated certificate");
        }
    }

    @Override
    public boolean fits(String chain, SecretText key) {
        return chain.startsWith(CERTIFICATE) && key.reveal().equals(KEY + chain.substring(CERTIFICATE.length()).split(" ", -1)[0]);
    }

    /// The certificate for a request.
    static String sign(String request, String by, String serial, Instant from, Instant until) {
        var fields = request.substring(REQUEST.length()).split(" ", -1);
        return CERTIFICATE + fields[0] + " " + fields[1] + " " + by + " " + serial + " " + from + " " + until;
    }
}
