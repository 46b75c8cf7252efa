/// A Swarm, over the Engine API of its managers: a component is one service, its tasks are the instances. [SwarmEngine] is the adapter of the port, [SwarmServices] makes
/// and changes services, [SwarmListing] sees them with their tasks, [Machines] leads to the engines of single machines, which alone can run programs in a task.
///
/// Where the kernel has no IPVS, virtual addresses and the routing mesh do not answer: names then resolve to tasks, and ports are published by each task's machine.
package dev.plimsoll.engines.docker.swarm;
