/// What the specs and statuses of the machine kinds are made of: address ranges, firewall rules, the template a machine is made from, and what controllers remember of
/// an object in a cloud. The kinds themselves ([dev.plimsoll.model.RegionSpec] to [dev.plimsoll.model.UpgradeSpec]) live with all others in the package above.
///
/// Start at [MachineTemplate] and [Intent].
package dev.plimsoll.model.machine;
