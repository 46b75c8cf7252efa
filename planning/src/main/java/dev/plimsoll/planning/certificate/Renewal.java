package dev.plimsoll.planning.certificate;

import dev.plimsoll.model.certificate.HeldCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a certificate is renewed, and when it is worth an alarm that it was not.
public final class Renewal {
    /// Renewed when so much of its life is over, or a little earlier.
    private static final int PARTS = 3;
    private static final int PARTS_USED = 2;
    /// At most so much of its life earlier, so that what was made together is not renewed together.
    private static final int SPREAD = 30;
    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration VERY_SOON = Duration.ofDays(7);
    private static final int SOON_PART = 4;
    private static final int VERY_SOON_PART = 12;

    private Renewal() {}

    /// The same for the same certificate however often it is asked.
    public static Instant at(HeldCertificate held) {
        var life = life(held);
        long spread = life.dividedBy(SPREAD).toMillis();
        long earlier = spread <= 0 ? 0 : Math.floorMod((held.serial() + held.names()).hashCode() * 2_654_435_761L, spread);
        return held.notBefore().plus(life.multipliedBy(PARTS_USED).dividedBy(PARTS)).minusMillis(earlier);
    }

    /// How urgent it is. Of a certificate that lives for less than 84 days, a part of its life counts instead.
    public enum Alarm { SOON, VERY_SOON, OVER }

    /// None while it has time.
    public static Optional<Alarm> alarm(HeldCertificate held, Instant now) {
        var left = Duration.between(now, held.notAfter());
        var life = life(held);
        return left.isNegative() || left.isZero() ? Optional.of(Alarm.OVER)
            : left.compareTo(least(VERY_SOON, life.dividedBy(VERY_SOON_PART))) <= 0 ? Optional.of(Alarm.VERY_SOON)
            : left.compareTo(least(SOON, life.dividedBy(SOON_PART))) <= 0 ? Optional.of(Alarm.SOON) : Optional.empty();
    }

    private static Duration life(HeldCertificate held) {
        return Duration.between(held.notBefore(), held.notAfter());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
