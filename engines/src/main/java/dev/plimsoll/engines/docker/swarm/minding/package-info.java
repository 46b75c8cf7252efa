/// Minds a Swarm: [Rounds] asks managers and machines, [Comparison] makes a check-up of what both say, [Remedies] does what was decided elsewhere. What the Swarm believes
/// comes through [Belief] from the adapter around it.
package dev.plimsoll.engines.docker.swarm.minding;
