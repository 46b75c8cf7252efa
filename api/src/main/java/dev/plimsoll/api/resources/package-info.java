/// Resources over HTTP, generic over kinds: reading ([Reading]), watching ([Watching]), writing ([Writing]), deleting ([Deleting]).
///
/// Reads come from the mirror, which has caught up with every write this API acknowledged ([Commits]); writes go to the store under a
/// precondition, so nobody's change is lost. Values of secrets leave in no form ([ResourceText]). Start at [ResourceRoutes].
package dev.plimsoll.api.resources;
