/// What operators and clients need around resources: health, facts, metrics, build contexts, images, the inventory, backup and shutdown.
/// Start at [OperationRoutes].
package dev.plimsoll.api.operations;
