package dev.plimsoll.api.certificates;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// Renewal before its time, and revocation: each is an annotation that the certificate's controller obeys.
public final class CertificateRoutes {
    private final VersionedStore store;
    private final Commits commits;
    private final Clock clock;

    private CertificateRoutes(ControlPlane plane, Commits commits) {
        this.store = plane.store();
        this.commits = commits;
        this.clock = plane.clock();
    }

    public static List<Route> of(ControlPlane plane, Commits commits) {
        var routes = new CertificateRoutes(plane, commits);
        var one = new RouteDoc.Body.OneResource();
        return List.of(
            Route.of(Method.POST, "/v1/projects/{project}/certificates/{name}/renew", RouteDoc.of("Orders a new certificate before its time").answering(200, one), routes::renew),
            Route.of(Method.POST, "/v1/projects/{project}/certificates/{name}/revoke", RouteDoc.of("Has the certificate revoked, and orders another one").answering(200, one), routes::revoke));
    }

    private Answer renew(Exchange exchange) throws Exception {
        return wish(exchange, CertificateSpec.RENEW, _ -> clock.instant().toString());
    }

    private Answer revoke(Exchange exchange) throws Exception {
        return wish(exchange, CertificateSpec.REVOKE, certificate -> certificate.status(CertificateStatus.class).held().orElseThrow(() ->
            Problem.of(ProblemCode.CONFLICT, certificate.key().shortForm() + " holds no certificate that could be revoked").about(certificate.key())).serial());
    }

    private Answer wish(Exchange exchange, String annotation, Function<Resource, String> value) throws Exception {
        var key = Path.key(exchange, Kind.CERTIFICATE);
        return commits.repeated(() -> {
            var certificate = store.get(key).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist in project " + key.project()).about(key));
            Permitted.change(certificate);
            if (certificate.spec(CertificateSpec.class).secret().isPresent()) {
                throw Problem.of(ProblemCode.INVALID, key.shortForm() + " was uploaded, so whoever made it renews and revokes it").about(key).hint("put another one into its secret");
            }
            var annotations = new LinkedHashMap<>(certificate.metadata().annotations());
            annotations.put(annotation, value.apply(certificate));
            var wished = certificate.withMetadata(certificate.metadata().withAnnotations(annotations));
            return Reading.answer(200, commits.commit(List.of(new Write.Put(wished, Write.Expected.revision(certificate.metadata().revision())))).getFirst());
        });
    }
}
