package dev.plimsoll.authority.enrolment;

import dev.plimsoll.authority.Authority;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.authority.MachineName;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.authority.SigningRequest;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.VersionedStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Machines on their way to being ours, and those that are. Safe for many threads.
public final class Enrolments {
    /// How long a one-time credential opens: longer than the slowest cloud takes to boot a machine.
    public static final Duration CREDENTIAL_LIFE = Duration.ofHours(1);
    /// An engine reads its certificate at its start only, and a start ends its containers' connections: rather long than often. Machines renew by themselves
    /// when 60 days are left.
    public static final Duration CERTIFICATE_LIFE = Duration.ofDays(730);
    private static final int TOKEN_BYTES = 32;

    private final KeptAuthority kept;
    private final EnrolmentRecords records;
    private final Known known;
    private final Consumer<Key> heard;
    private final Clock clock;
    private final SecureRandom random;
    private final Pace pace;

    /// @param heard called with the machine after each of its reports
    public Enrolments(KeptAuthority kept, Records where, Known known, Consumer<Key> heard, Clock clock, SecureRandom random) {
        this.kept = kept;
        this.records = new EnrolmentRecords(where.store, where.vault, where.fence);
        this.known = known;
        this.heard = heard;
        this.clock = clock;
        this.random = random;
        this.pace = new Pace(clock);
    }

    /// Where enrolments are kept, how they are sealed, and under which lease they are written.
    public record Records(VersionedStore store, Vault vault, Supplier<Optional<Fence>> fence) {}

    /// Lets a machine that is about to be made enrol. Durable when it returns. Asked again for the same operation, it answers the same credential, and
    /// longer when little time is left; another operation makes the earlier credential void.
    public Invitation invite(Key machine, String operation) {
        var credential = credential(machine, operation);
        var now = clock.instant();
        var enrolled = records.change(EnrolmentRecords.id(machine), before -> before.filter(there -> there.operation().equals(operation))
            .map(there -> there.spent() || there.until().isAfter(now.plus(CREDENTIAL_LIFE.dividedBy(2))) ? there : there.until(now.plus(CREDENTIAL_LIFE)))
            .orElseGet(() -> new Enrolled(machine, operation, Digests.of(credential.reveal()), now.plus(CREDENTIAL_LIFE), "", "", Optional.empty())));
        return new Invitation(MachineName.of(machine, operation), kept.authority().fingerprint(), credential, enrolled.until());
    }

    /// A certificate for the first key that comes with a one-time credential; for that key again, because an answer may be lost on its way.
    ///
    /// @param credential as the machine showed it
    /// @param request    PEM of its certificate request
    /// @throws Refused when it gets none
    public Given enrol(String credential, byte[] request) {
        var id = idOf(credential);
        var now = clock.instant();
        requireFresh(records.find(id), credential, now);
        pace.require(id);
        var key = requested(request);
        var token = token(id);
        var enrolled = records.change(id, before -> {
            var fresh = requireFresh(before, credential, now);
            if (fresh.spent() && !fresh.spentBy().equals(Digests.of(key))) {
                throw new Refused(Refused.Why.SPENT, "this credential was used already, with another key. If this machine did not use it, somebody else did: replace the machine");
            }
            return fresh.spent(Digests.of(key), Digests.of(token.reveal()));
        });
        return new Given(certificate(enrolled, key), Optional.of(token), known.handover(enrolled.machine()));
    }

    /// A new certificate for the key that enrolled.
    ///
    /// @throws Refused when it gets none
    public Given renew(String token, byte[] request) {
        var enrolled = requireEnrolled(token);
        pace.require(EnrolmentRecords.id(enrolled.machine()));
        var key = requested(request);
        if (!enrolled.spentBy().equals(Digests.of(key))) {
            throw new Refused(Refused.Why.SPENT, "a certificate is renewed for the key that enrolled, and this is another");
        }
        return new Given(certificate(enrolled, key), Optional.empty(), List.of());
    }

    /// Whose token this is, and the name in that machine's certificate.
    ///
    /// @throws Refused when it is nobody's
    public Bearer bearer(String token) {
        var enrolled = requireEnrolled(token);
        return new Bearer(enrolled.machine(), MachineName.of(enrolled.machine(), enrolled.operation()));
    }

    /// @param name in the certificate of that very machine
    public record Bearer(Key machine, String name) {}

    /// Takes down what a machine says of its boot; before it has enrolled, with its one-time credential.
    ///
    /// @throws Refused when it is nobody's, or no report
    public void report(String shown, String step, String outcome, String text) {
        var id = idOf(shown);
        var now = clock.instant();
        requireEither(records.find(id), shown);
        pace.require(id);
        var report = BootReport.read(step, outcome, text, now);
        var enrolled = records.change(id, before -> requireEither(before, shown).reporting(report));
        heard.accept(enrolled.machine());
    }

    /// The last report of the machine that an operation made; none when it has not said anything.
    public Optional<BootReport> report(Key machine, String operation) {
        return records.find(EnrolmentRecords.id(machine)).filter(there -> there.operation().equals(operation)).flatMap(Enrolled::report);
    }

    /// The machine is gone: nothing opens for it any more.
    public void forget(Key machine) {
        var id = EnrolmentRecords.id(machine);
        records.remove(id);
        pace.forget(id);
    }

    private SecretText token(String id) {
        var secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        return new SecretText(id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    private SecretText credential(Key machine, String operation) {
        return new SecretText(EnrolmentRecords.id(machine) + "." + Base64.getUrlEncoder().withoutPadding()
            .encodeToString(Digests.keyed(kept.credentials(), machine + "\n" + operation)));
    }

    private String certificate(Enrolled enrolled, PublicKey key) {
        var names = new ServerNames(List.of(MachineName.of(enrolled.machine(), enrolled.operation()), enrolled.machine().name()), known.addresses(enrolled.machine()));
        return Authority.pem(kept.authority().server(enrolled.machine().name(), key, CERTIFICATE_LIFE, names));
    }

    private static PublicKey requested(byte[] request) {
        try {
            return SigningRequest.read(request).key();
        } catch (SigningRequest.Unfit unfit) {
            throw new Refused(Refused.Why.UNFIT, unfit.getMessage());
        }
    }

    private static String idOf(String shown) {
        int dot = shown.indexOf('.');
        if (dot != MachineName.DIGITS || !shown.substring(0, dot).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 'g' && !Character.isUpperCase(c))) {
            throw Refused.unknown();
        }
        return shown.substring(0, dot);
    }

    private static Enrolled requireFresh(Optional<Enrolled> found, String credential, java.time.Instant now) {
        return found.filter(there -> Digests.same(there.credential(), credential) && now.isBefore(there.until())).orElseThrow(Refused::unknown);
    }

    private Enrolled requireEnrolled(String token) {
        return records.find(idOf(token)).filter(there -> there.spent() && Digests.same(there.token(), token)).orElseThrow(Refused::unknown);
    }

    private Enrolled requireEither(Optional<Enrolled> found, String shown) {
        return found.filter(there -> there.spent() ? Digests.same(there.token(), shown) : Digests.same(there.credential(), shown) && clock.instant().isBefore(there.until()))
            .orElseThrow(Refused::unknown);
    }
}
