/// Where what runs can be found: endpoints of instances, machines, the ingress and the control plane itself, from what is declared and what an engine showed. Pure.
///
/// Start at [EndpointPlanner]. `controllers.discovery` keeps what it makes up to date; Prometheus, Consul's readers, the DNS and registrations read it there.
/// Invariant: what does not run is no endpoint, and equal observations make equal endpoints in the same order.
package dev.plimsoll.planning.discovery;
