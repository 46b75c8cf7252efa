package dev.plimsoll.server;

import dev.plimsoll.api.plane.Discovery;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Listed;
import dev.plimsoll.planning.discovery.ServiceName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The controllers' directory, as the API reads it.
record SharedDirectory(Directory directory) implements Discovery {
    @Override
    public boolean whole() {
        return directory.whole();
    }

    @Override
    public long version() {
        return directory.version();
    }

    @Override
    public long version(String project) {
        return directory.services().version(project);
    }

    @Override
    public long version(ServiceName service) {
        return directory.services().version(service);
    }

    @Override
    public Collection<Listed> all() {
        return directory.all();
    }

    @Override
    public List<Endpoint> of(Key key) {
        return directory.of(key);
    }

    @Override
    public Set<String> projects() {
        return directory.services().projects();
    }

    @Override
    public Set<String> services(String project) {
        return directory.services().names(project);
    }

    @Override
    public Set<Key> of(ServiceName service) {
        return directory.services().of(service);
    }

    @Override
    public boolean awaitBeyond(long version, Duration longest) throws InterruptedException {
        return directory.awaitBeyond(version, longest);
    }
}
