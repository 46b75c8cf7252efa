/// How the services of an OpenStack are spoken to: who asks ([Account]), with which token and at which addresses ([Session], renewed by [Api]), one request and its answer
/// ([Ask], [Answer]), listings of many pages, and what a failure means ([OpenStackErrors], the only place that reads error texts). Knows no kind of object.
///
/// Invariant: no password and no token leaves this package but in a header or the body of a log-in.
package dev.plimsoll.clouds.openstack.wire;
