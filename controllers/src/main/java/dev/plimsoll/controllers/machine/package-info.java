/// Machines: [MachineController] makes each one what it declares; [MachineDrawing] says what to ask the cloud for, [Readiness] whether it is ready, [MachineFailures] what a failed
/// one leads to, [MachineRemoval] takes it away. A machine is never changed in what lasts: another one takes its place.
package dev.plimsoll.controllers.machine;
