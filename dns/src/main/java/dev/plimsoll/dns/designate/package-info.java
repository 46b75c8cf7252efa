/// Zones of an OpenStack's Designate (DNS API v2, logged in by Keystone v3). Start at [DesignateZone].
package dev.plimsoll.dns.designate;
