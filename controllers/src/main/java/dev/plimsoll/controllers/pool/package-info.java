/// Pools: [PoolController] declares a machine for each slot and deletes those that are too many or too old. What follows in the cloud is each machine's own affair.
package dev.plimsoll.controllers.pool;
