/// Simulated swarms over simulated machines: [SimulatedSwarms] opens them and takes the meddling of tests. A machine is known by the operation it was made by; whether its engine
/// answers is the simulated cloud's to say. Passes the same suite as the real one.
package dev.plimsoll.ports.simulated.swarm;
