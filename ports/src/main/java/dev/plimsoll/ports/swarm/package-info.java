/// What Plimsoll asks of machines that are to work together as one swarm: form it, join, change and leave it. [Swarm] is the port, [Swarms] opens one; the values they
/// speak in are `model.swarm`'s. Join tokens are fetched when a machine joins and never kept. Failures are those of engines.
package dev.plimsoll.ports.swarm;
