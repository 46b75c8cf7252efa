/// What a new machine is told at its first boot, and the text that tells it.
///
/// A [Bootstrap] says what is wanted; [Equipment] turns it into files, units and users; [Format] writes those as Ignition, as
/// cloud-init, or as a shell script for a machine that is up, which therefore do the same. What machines run themselves is the script `machine.sh`: it enrols, starts the engine and reports.
///
/// Pure: no clock, no world, no randomness. Invariant: nothing secret is in user data but the one-time credential; what is secret waits in
/// [Bootstrap#handover] for the machine to enrol. Start at [Bootstrap].
package dev.plimsoll.bootstrap;
