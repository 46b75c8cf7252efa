package dev.plimsoll.controllers;

import dev.plimsoll.controllers.announcement.AnnouncementWork;
import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.dns.DnsWork;
import dev.plimsoll.controllers.registration.RegistrationWork;

/// What controllers need that make what runs known to the world.
///
/// @param certification certificates for its names
/// @param dns           the names themselves
/// @param directory     who runs where
/// @param registration  registers of others
/// @param announcement  keys in etcds of others
public record Outward(Certification certification, DnsWork dns, Directory directory, RegistrationWork registration, AnnouncementWork announcement) {
    /// With a directory that nobody else reads.
    public Outward(Certification certification, DnsWork dns, RegistrationWork registration, AnnouncementWork announcement) {
        this(certification, dns, new Directory(dns.around().clock()), registration, announcement);
    }
}
