package dev.plimsoll.certificates.acme;

import dev.plimsoll.ports.certificates.CertificateFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/// From an authority's errors (RFC 8555, section 6.7) to those that change what the caller does.
///
/// @param directory whose, for messages
record AcmeFailures(String directory, InstantSource clock) {
    private static final String TYPE = "urn:ietf:params:acme:error:";
    private static final int LONGEST = 600;

    CertificateFailure of(AcmeException failed) {
        return switch (failed) {
            case AcmeRateLimitedException limited -> new CertificateFailure.Throttled(words(limited.getProblem()),
                limited.getRetryAfter().map(until -> Duration.between(clock.instant(), until)).filter(Duration::isPositive));
            case AcmeUserActionRequiredException wanted -> new CertificateFailure.Denied("AccountRefused", words(wanted.getProblem()), wanted);
            case AcmeServerException answered -> answered(answered);
            case AcmeNetworkException silent -> new CertificateFailure.Unreachable(directory + " does not answer: " + tame(reason(silent)), silent);
            default -> new CertificateFailure.Unreachable(directory + ": " + tame(reason(failed)), failed);
        };
    }

    CertificateFailure of(RuntimeException failed) {
        return switch (failed) {
            case AcmeLazyLoadingException lazy when lazy.getCause() instanceof AcmeException cause -> of(cause);
            case AcmeProtocolException strange -> new CertificateFailure.Unreachable(directory + " answers what cannot be understood: " + tame(strange.getMessage()), strange);
            default -> new CertificateFailure.Unreachable(directory + ": " + tame(reason(failed)), failed);
        };
    }

    private static CertificateFailure answered(AcmeServerException answer) {
        var type = answer.getType().toString();
        var sentence = words(answer.getProblem());
        return switch (type.startsWith(TYPE) ? type.substring(TYPE.length()) : type) {
            case "rateLimited" -> new CertificateFailure.Throttled(sentence, Optional.empty());
            case "accountDoesNotExist", "externalAccountRequired", "unauthorized", "userActionRequired", "invalidContact", "unsupportedContact" ->
                new CertificateFailure.Denied("AccountRefused", sentence, answer);
            case "rejectedIdentifier", "unsupportedIdentifier", "caa" -> new CertificateFailure.Rejected("NameRefused", sentence, answer);
            case "badCSR", "badPublicKey", "badSignatureAlgorithm" -> new CertificateFailure.Rejected("RequestRefused", sentence, answer);
            case "orderNotReady" -> new CertificateFailure.Rejected("OrderNotReady", sentence, answer);
            // Nonces are tried again by the library; when even that did not help, another time will.
            case "badNonce", "serverInternal", "connection", "dns", "tls" -> new CertificateFailure.Unreachable(sentence, answer);
            default -> new CertificateFailure.Rejected("Refused", sentence, answer);
        };
    }

    /// What the authority says, with the parts it is made of.
    static String words(Problem problem) {
        var said = Stream.concat(Stream.of(problem), problem.getSubProblems().stream().limit(5))
            .map(p -> p.getIdentifier().map(i -> i.toMap().getOrDefault("value", "") + ": ").orElse("") + p.getDetail().or(p::getTitle).orElseGet(() -> p.getType().toString()));
        return tame(said.collect(Collectors.joining("; ")));
    }

    private static String reason(Throwable failed) {
        var cause = failed;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String tame(String foreign) {
        var one = foreign == null ? "" : foreign.replaceAll("\\p{Cntrl}+", " ").strip();
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
    }
}
