/// What to do next, as values: pure functions from (declared, observed, policy, now) to [Step]s with sentences. No I/O, no clock, no
/// randomness, nothing that waits. The controllers carry the steps out; `preview` runs the same planners and carries nothing out.
///
/// Start at [ComponentPlanner] (instances of one component: heal, scale, roll), then [TopologyPlanner] (networks, volumes) and
/// [Rehearsal] (all steps until level, for previews).
package dev.plimsoll.planning;
