/// Traffic to instances: [Traffic] keeps the one document an ingress serves level with routes and instances, and takes instances out of it before they are stopped.
/// It is no controller: routes' own controller and components' controller ask it, and whoever asks while it serves shares the next serving.
///
/// Invariant: an instance is stopped only when the ingress has confirmed that it gets nothing new, and what was under way had its time.
package dev.plimsoll.controllers.ingress;
