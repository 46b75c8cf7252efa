/// A simulated etcd: keys, tenures that end with the simulated clock, and troubles that tests ask for.
package dev.plimsoll.ports.simulated.announcement;
