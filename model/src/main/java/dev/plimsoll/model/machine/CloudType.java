package dev.plimsoll.model.machine;

/// Which adapter speaks to a region's cloud. SIMULATED: the simulated world. LOCAL: machines are system containers on a Docker Engine. OPENSTACK: Keystone,
/// Nova, Neutron, Glance. STATIC: machines that are there already, reached over SSH.
public enum CloudType { SIMULATED, LOCAL, OPENSTACK, STATIC }
