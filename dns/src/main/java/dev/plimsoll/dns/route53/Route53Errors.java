package dev.plimsoll.dns.route53;

import dev.plimsoll.dns.web.Answer;
import dev.plimsoll.ports.dns.DnsFailure;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an error answer stands for (https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html). The only place that reads texts of Route 53: a refused batch says in words alone
/// whether something was not as it was seen.
final class Route53Errors {
    private static final Pattern OVERTAKEN = Pattern.compile("tried to create .* but it already exists|tried to delete .* but (it was not found|the values provided do not match)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Route53Errors() {}

    /// `<ErrorResponse><Error><Code>…</Code><Message>…</Message></Error></ErrorResponse>`, and for a batch `<InvalidChangeBatch><Messages><Message>…`.
    static DnsFailure of(Answer answer) {
        var document = Document.read(answer.body());
        var error = document.flatMap(d -> d.one("Error"));
        var batch = document.filter(d -> d.name().equals("InvalidChangeBatch"));
        var code = error.map(e -> e.text("Code")).or(() -> batch.map(Document::name)).orElse("");
        var said = error.map(e -> e.text("Message")).or(() -> batch.flatMap(b -> b.one("Messages")).map(m -> m.all("Message").stream().map(Document::text).collect(Collectors.joining(", "))))
            .map(words -> words + " [" + code + "]").orElse("");
        return switch (code) {
            case "InvalidChangeBatch" -> new DnsFailure.Rejected(OVERTAKEN.matcher(said).find() ? "Changed" : "Refused", answer.sentence(said), null);
            // Batches of one zone follow one another.
            case "Throttling", "ThrottlingException", "PriorRequestNotComplete" -> new DnsFailure.Throttled(answer.sentence(said), Optional.empty());
            case "InvalidSignatureException", "InvalidClientTokenId", "SignatureDoesNotMatch", "AccessDenied", "AccessDeniedException", "ExpiredToken", "IncompleteSignature", "MissingAuthenticationToken" ->
                new DnsFailure.Denied("AccessDenied", answer.sentence(said), null);
            default -> answer.failure(said);
        };
    }
}
