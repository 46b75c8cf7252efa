/// A certificate authority that exists in memory: it checks challenges by asking whom it is told to ask, signs nothing real, and throttles or fails when told to. Start at [SimulatedIssuers].
package dev.plimsoll.ports.simulated.certificates;
