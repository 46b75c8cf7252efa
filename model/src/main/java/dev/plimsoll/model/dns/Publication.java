package dev.plimsoll.model.dns;

/// Of what a zone gets records by itself. ROUTES: the hosts of routes. MACHINES: machines, by their names; NODES and HOSTS: below `node` and `host`. SERVICES: instances that may be asked, as an
/// embedded zone answers for them.
public enum Publication { ROUTES, MACHINES, NODES, HOSTS, SERVICES }
