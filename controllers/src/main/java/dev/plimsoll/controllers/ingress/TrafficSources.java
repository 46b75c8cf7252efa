package dev.plimsoll.controllers.ingress;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.probe.Prober;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Mirror;
import java.time.InstantSource;

/// Where traffic learns what is declared and what is there.
public record TrafficSources(Mirror mirror, Engines engines, Prober prober, Vault vault, InstantSource clock) {}
