/// The whole system in one seeded world: the production controllers, loop, store and mirror over the simulated engine, with people who change their mind,
/// every fault the world knows, and a control plane that dies in the middle of things. Start at [Simulation]; [Platform] is what runs, [Operator] who acts,
/// [Witness] and [Expectations] say what must be so. [Simulate] runs it at length.
package dev.plimsoll.server.simulation;
