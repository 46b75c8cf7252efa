/// Emptying machines before they go, and taking them out of their clusters, whoever wants it: [MachineDrainController] looks and acts through [Draining], by `planning.drain`; [Belonging] says which
/// cluster a machine is a node of, and whether it serves there. Invariant: a machine is removed from its cloud only when it is out of its cluster.
package dev.plimsoll.controllers.drain;
