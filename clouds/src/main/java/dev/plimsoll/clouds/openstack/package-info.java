/// Regions of an OpenStack. [OpenStackClouds] opens them, [OpenStackCloud] is the port; below it one class for each sort of object: [Machines] (Nova), [Networks], [Firewalls] and
/// [FloatingIps] (Neutron), [Keys] (Nova), and [Offer], [Upstreams], [OpenStackFacts] for what the cloud has of itself.
///
/// Invariant: an object is stamped by the very request that makes it ([Stamps]), so that there is no moment at which something of ours looks foreign.
package dev.plimsoll.clouds.openstack;
