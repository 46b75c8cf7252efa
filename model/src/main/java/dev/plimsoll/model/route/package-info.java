/// What a route says: which traffic it takes ([Match], read by [Expression]), where that goes ([Target], [Balancing]), and what happens on the
/// way ([Access], [Redirect], [Rewrite], [HeaderRules], [TrafficLimits]). Knows no ingress: each of these is an intent that several can serve.
///
/// Start at [dev.plimsoll.model.RouteSpec]. Invariant: what narrows access is never read loosely; a range or regular expression that cannot be
/// right is refused, because leaving it out would open what was meant to be closed.
package dev.plimsoll.model.route;
