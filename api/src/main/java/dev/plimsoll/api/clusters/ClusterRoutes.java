package dev.plimsoll.api.clusters;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.resources.Commits;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.util.LinkedHashMap;
import java.util.List;

/// The guided way out of a lost quorum: the wish is noted on the cluster, its controller carries it out.
public final class ClusterRoutes {
    private final VersionedStore store;
    private final Commits commits;

    private ClusterRoutes(VersionedStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    public static List<Route> of(ControlPlane plane, Commits commits) {
        var routes = new ClusterRoutes(plane.store(), commits);
        return List.of(Route.of(Method.POST, "/v1/projects/{project}/clusters/{name}/recover",
            RouteDoc.of("Makes one manager the only one, with the state it knows, when most of the managers are lost; the others join again")
                .taking(new Body.Json(Recovery.class)).answering(202, new Body.OneResource()), routes::recover));
    }

    /// @param from machine whose state counts
    record Recovery(String from) {
        Recovery {
            if (from == null || from.isEmpty()) {
                throw new InvalidValue("from names the machine whose state counts");
            }
        }
    }

    private Answer recover(Exchange exchange) throws Exception {
        var wanted = exchange.json(Recovery.class, exchange.limits().document());
        var key = Path.key(exchange, Kind.CLUSTER);
        return commits.repeated(() -> {
            var cluster = store.get(key).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " does not exist in project " + key.project()).about(key));
            Permitted.change(cluster);
            refuse(key, cluster.status(ClusterStatus.class), wanted.from());
            var annotations = new LinkedHashMap<>(cluster.metadata().annotations());
            annotations.put(ClusterSpec.RECOVER_FROM, wanted.from());
            return Reading.answer(202, commits.commit(List.of(new Write.Put(cluster.withMetadata(cluster.metadata().withAnnotations(annotations)),
                Write.Expected.revision(cluster.metadata().revision())))).getFirst());
        });
    }

    private static void refuse(Key key, ClusterStatus status, String from) {
        if (status.condition(ClusterStatus.QUORUM).filter(Condition::holds).isPresent() || status.condition(ClusterStatus.QUORUM).isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, key.shortForm() + " has lost no quorum, so there is nothing to recover").about(key);
        }
        var managers = status.managers().stream().map(ClusterStatus.Node::machine).toList();
        if (!managers.contains(from)) {
            throw Problem.of(ProblemCode.CONFLICT, "machine " + from + " was no manager of " + key.shortForm() + ", so it does not have its state").about(key)
                .hint("its managers were " + String.join(", ", managers));
        }
    }
}
