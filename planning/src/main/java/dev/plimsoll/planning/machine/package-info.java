/// Decisions about machines and what they need from clouds, as pure functions of what is declared, what a listing saw, and the time: names and parts to make, what is
/// missing, which machines a pool needs, what to do next with one machine.
///
/// Start at [MachineReferences], then [CloudNames].
package dev.plimsoll.planning.machine;
