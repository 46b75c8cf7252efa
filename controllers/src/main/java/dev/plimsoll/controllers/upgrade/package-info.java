/// Upgrades: [UpgradeController] remembers whom an upgrade began with, chooses machines by writing a departure on them, and says how far it is and what stops it. The machines' pools
/// replace them. [Candidates] is what it sees.
package dev.plimsoll.controllers.upgrade;
