/// One package per kind, one file per concern: a controller is told a key, reads the mirror, observes the engine, asks a planner, carries the steps
/// out, writes status once and answers an outcome. This package holds what they share: [Surroundings], [Engines] with an [ObservedEngine] each, [Conditions], and the one list of all controllers,
/// [Controllers].
package dev.plimsoll.controllers;
