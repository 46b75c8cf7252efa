package dev.plimsoll.controllers;

import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.dns.DnsWork;

/// What controllers need that make what runs known to the world.
///
/// @param certification certificates for its names
/// @param dns           the names themselves
public record Outward(Certification certification, DnsWork dns) {}
