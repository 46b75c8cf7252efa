/// Zones at DigitalOcean (API v2). Start at [DigitalOceanZone].
package dev.plimsoll.dns.digitalocean;
