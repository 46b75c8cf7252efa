/// From declared routes and the instances that are there to the one document an ingress serves: [RoutePlanner] resolves one route, [DocumentPlanner] puts all
/// together and [RuleOrder] says which is asked first. [Certificates] is what they ask for certificates.
///
/// Invariant: a route whose guard cannot be kept is closed, never opened and never left to a wider route.
package dev.plimsoll.planning.ingress;
