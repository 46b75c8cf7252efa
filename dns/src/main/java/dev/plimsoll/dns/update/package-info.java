/// Servers that take dynamic updates (RFC 2136) signed with TSIG (RFC 8945) and hand out their zones by transfer (RFC 5936), such as BIND, Knot and PowerDNS. Start at [DynamicZone].
package dev.plimsoll.dns.update;
