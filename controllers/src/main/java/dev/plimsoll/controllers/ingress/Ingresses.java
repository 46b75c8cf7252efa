package dev.plimsoll.controllers.ingress;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.ports.ingress.Ingress;

/// The ingresses there are: this machine's own, and the routers of each cluster that has some. Safe for many threads.
public interface Ingresses extends AutoCloseable {
    /// Whether a place has an ingress of its own, when it has routers; this machine's serves it otherwise.
    boolean own(Location place);

    /// The ingress at a place; always the same one.
    Ingress ingress(Location place);

    /// How routes become a document there: entry points and certificates.
    DocumentPlanner documents(Location place);

    /// This machine's alone: it serves the routes of clusters, too.
    static Ingresses only(Ingress here, DocumentPlanner documents) {
        return new Ingresses() {
            @Override
            public boolean own(Location place) {
                return place.equals(Location.HERE);
            }

            @Override
            public Ingress ingress(Location place) {
                return here;
            }

            @Override
            public DocumentPlanner documents(Location place) {
                return documents;
            }

            @Override
            public void close() {
                here.close();
            }
        };
    }

    @Override
    void close();
}
