/// Zones at Cloudflare (API v4). Start at [CloudflareZone].
package dev.plimsoll.dns.cloudflare;
