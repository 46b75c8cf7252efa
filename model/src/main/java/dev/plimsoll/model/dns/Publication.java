package dev.plimsoll.model.dns;

/// Of what a zone gets records by itself. ROUTES: the hosts of routes. MACHINES: the names of machines.
public enum Publication { ROUTES, MACHINES }
