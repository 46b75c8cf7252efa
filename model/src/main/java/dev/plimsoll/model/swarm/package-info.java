/// A swarm as one look showed it: [SwarmState], its nodes, how each machine stands to it, and [Quorum], which says whether a manager may go. Values only, because planners
/// compare them; acting is the port's (`ports.swarm`).
package dev.plimsoll.model.swarm;
