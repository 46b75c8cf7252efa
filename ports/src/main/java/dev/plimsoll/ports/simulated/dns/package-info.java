/// DNS zones that exist in memory. Start at [SimulatedZones].
package dev.plimsoll.ports.simulated.dns;
