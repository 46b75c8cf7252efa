/// What Plimsoll asks of machines that are to work together as one swarm: form it, join, change and leave it. [Swarm] is the port, [SwarmState] what one look showed, [Quorum]
/// what may be done to its managers. Join tokens are fetched when a machine joins and never kept. Failures are those of engines.
package dev.plimsoll.ports.swarm;
