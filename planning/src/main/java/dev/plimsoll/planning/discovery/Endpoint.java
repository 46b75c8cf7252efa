package dev.plimsoll.planning.discovery;

import dev.plimsoll.model.Key;
import java.util.List;
import java.util.Map;

/// One thing that runs, as others find it.
///
/// @param of        the component or machine; for the control plane and its ingress the project they are told in
/// @param sort      what it is
/// @param id        the engine's id of an instance, a machine's name; unique among the endpoints of `of`
/// @param name      for people
/// @param component whose instance it is
/// @param machine   it runs on; empty when that is not known
/// @param ready     whether it may be asked: running, healthy, not about to be stopped
/// @param addresses at which the control plane reaches it, the best first
/// @param ports     it listens on, in order of their number
/// @param metrics   figures it tells
/// @param labels    declared ones
public record Endpoint(Key of, Sort sort, String id, String name, Part component, String machine, boolean ready, List<String> addresses, List<EndpointPort> ports, List<Metrics> metrics,
                       Map<String, String> labels) {
    public Endpoint {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        metrics = List.copyOf(metrics);
        labels = Map.copyOf(labels);
    }

    public enum Sort { INSTANCE, MACHINE, INGRESS, PLANE }

    /// Which part of which application.
    ///
    /// @param assembly  empty when it belongs to none
    /// @param component empty for what is no instance
    /// @param slot      from 1; 0 for what is no instance
    /// @param cluster   empty on this machine's engine
    public record Part(String assembly, String component, int slot, String cluster) {
        public static final Part NONE = new Part("", "", 0, "");
    }

    /// The project it is told in.
    public String project() {
        return of.project().isEmpty() ? of.name() : of.project();
    }
}
