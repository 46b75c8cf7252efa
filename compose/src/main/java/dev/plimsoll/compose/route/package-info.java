/// Routes from what other tools' files say about traffic: labels of Traefik (v1, and v2 with v3) and load balancers of Rancher. Works on labels and trees with their
/// places, and answers routes of the model with findings; which labels are honoured stands in [dev.plimsoll.compose.key.LabelKeys].
///
/// Start at [LabelRoutes]. Invariant: what narrows access is honoured, or the route it belongs to lets nobody in. Published ports stay what they
/// are, ports of the component; they never become routes by themselves.
package dev.plimsoll.compose.route;
