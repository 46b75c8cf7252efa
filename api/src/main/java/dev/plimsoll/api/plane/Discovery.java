package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Listed;
import dev.plimsoll.planning.discovery.ServiceName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Who runs where, as far as it is known at this moment. Nothing is asked of an engine. Whoever reads a version first and what it is about afterwards sees everything up to that version.
public interface Discovery {
    /// Whether everything was looked at since the start; before, what is missing is not gone.
    boolean whole();

    /// Of the last change; grows.
    long version();

    /// Of the last change in a project.
    long version(String project);

    /// Of the last change of a service, or of its project while there is no such service.
    long version(ServiceName service);

    /// In order of kind, project and name.
    Collection<Listed> all();

    /// Those of one component or machine.
    List<Endpoint> of(Key key);

    /// Projects in which something can be found, or could since the start.
    Set<String> projects();

    /// The names of a project's services.
    Set<String> services(String project);

    /// Whose endpoints a service has.
    Set<Key> of(ServiceName service);

    /// Waits for a version beyond one.
    ///
    /// @return false when the time was up, or there will be none any more
    boolean awaitBeyond(long version, Duration longest) throws InterruptedException;
}
