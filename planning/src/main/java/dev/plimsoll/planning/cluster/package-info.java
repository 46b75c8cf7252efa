/// Decides what a cluster's swarm lacks, as a pure function of its machines and of one look at it: [ClusterPlanner] from a [Situation] to a [ClusterPlan] of [ClusterStep]s.
/// [Nodes] says which node is whose. Invariants: no step would cost the managers their majority; a second swarm is formed only when nobody can have the state of the first.
package dev.plimsoll.planning.cluster;
