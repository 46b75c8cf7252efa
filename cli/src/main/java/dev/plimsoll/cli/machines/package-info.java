/// Machines as operators reach them: [KnownMachines] puts together what the control plane knows of each, [AnsibleInventory] writes it down for other programs,
/// [HostKeys] sees to it that a session ends at the machine that is meant, [AgeEnvelope] closes what leaves the house.
package dev.plimsoll.cli.machines;
