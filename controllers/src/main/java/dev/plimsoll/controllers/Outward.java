package dev.plimsoll.controllers;

import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.dns.DnsWork;

/// What controllers need that make what runs known to the world.
///
/// @param certification certificates for its names
/// @param dns           the names themselves
/// @param directory     who runs where
public record Outward(Certification certification, DnsWork dns, Directory directory) {
    /// With a directory that nobody else reads.
    public Outward(Certification certification, DnsWork dns) {
        this(certification, dns, new Directory(dns.around().clock()));
    }
}
