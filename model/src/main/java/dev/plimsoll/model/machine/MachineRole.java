package dev.plimsoll.model.machine;

/// What a machine is for. MANAGER and WORKER: nodes of a cluster. SATELLITE: a node that runs only what asks for it by label. ROUTER: traffic comes in here.
/// STANDALONE: an engine of its own, or none.
public enum MachineRole { MANAGER, WORKER, SATELLITE, ROUTER, STANDALONE }
