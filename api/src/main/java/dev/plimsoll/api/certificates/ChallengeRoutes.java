package dev.plimsoll.api.certificates;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.certificate.CertificateOrder.PendingChallenge;
import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.List;

/// The path by which names are proved over HTTP (RFC 8555, section 8.3), open to everybody: the answers of orders under way, and nothing else.
public final class ChallengeRoutes {
    private static final int LONGEST_TOKEN = 200;

    private final Mirror mirror;

    private ChallengeRoutes(Mirror mirror) {
        this.mirror = mirror;
    }

    public static List<Route> of(Mirror mirror) {
        return List.of(new Route(Method.GET, "/.well-known/acme-challenge/{token}", Route.Access.ANYBODY, RouteDoc.of("The answer that a certificate authority looks for"),
            new ChallengeRoutes(mirror)::answer));
    }

    private Answer answer(Exchange exchange) {
        var token = exchange.path("token");
        return mirror.list(Query.of(Kind.CERTIFICATE)).stream().flatMap(c -> c.status(CertificateStatus.class).order().stream()).flatMap(o -> o.challenges().stream())
            .filter(c -> c.type() == ChallengeType.HTTP && token.length() <= LONGEST_TOKEN && !c.token().isEmpty() && c.token().equals(token)).findFirst().map(PendingChallenge::answer)
            .map(text -> Answer.text(200, text)).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "no order under way has this token"));
    }
}
