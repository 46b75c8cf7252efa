/// HTTP without kinds: the route table as data ([Route], [Routes]), one request ([Exchange]), its answer ([Answer]), failures ([Problem]),
/// and the front that runs them on Jetty's core ([Front], [Listener]). Routing, timing per route and the OpenAPI document all derive from the table.
///
/// Touches Jetty and Jackson, nothing of the control plane. Start at [Route], then [Front]. Invariants: everything a client sends is bounded in
/// size, depth and time; every answer carries a request id; every failure is a problem document with a stable code.
package dev.plimsoll.api.http;
