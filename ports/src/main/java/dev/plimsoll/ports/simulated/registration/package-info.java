/// Simulated registers, for tests and for servers of a simulated world. They can lose answers, do things late, and be written to by hand.
package dev.plimsoll.ports.simulated.registration;
