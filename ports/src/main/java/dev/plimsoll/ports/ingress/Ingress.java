package dev.plimsoll.ports.ingress;

import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState;
import java.util.Map;
import java.util.Set;

/// A proxy in front of instances. It is told the whole document each time and works out by itself what that changes; connections that the change does not
/// concern do not notice. Every call may throw an [IngressFailure]; then what was served before goes on being served. Calls block, and implementations are
/// safe for many threads.
public interface Ingress extends AutoCloseable {
    /// Short name for people and metrics, such as `haproxy`.
    String name();

    /// Serves what the document says, and nothing else. Answers when new requests meet it: a server that left or is leaving gets none from then on. A route that
    /// cannot be served for reasons of its own hinders no other: it is told in the state. The same document again changes nothing and repairs what was broken.
    ///
    /// @throws IngressFailure.Missing    when there is no proxy to serve with
    /// @throws IngressFailure.Rejected   when the proxy refuses the document as a whole
    /// @throws IngressFailure.Unreachable when the proxy does not answer; it may serve the document all the same
    IngressState serve(IngressDocument document);

    /// How many requests or connections are under way at these servers. Those with none, and those nobody knows, are left out.
    Map<String, Integer> underWay(Set<String> servers);

    /// Ends minding the proxy. It goes on serving.
    @Override
    void close();
}
