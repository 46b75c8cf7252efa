/// How a machine is emptied and taken out of its swarm, as a pure function of one look: [DrainPlanner] answers how it stands and the one next step. Invariants: what can be in two places runs
/// elsewhere before it ends here; it counts as empty only when nothing runs there; no manager leaves whom the others cannot do without.
package dev.plimsoll.planning.drain;
