package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.EntryPoint;

/// What things are called in the configuration. The names of routes and entry points are made of letters, digits, '-', '_' and one slash.
final class Names {
    /// Answers what no route takes.
    static final String NOWHERE = "nowhere";
    /// Answers the challenges of certificate issuers.
    static final String CHALLENGES = "challenges";
    /// What every backend of a route begins with.
    private static final String ROUTE = "r:";

    private Names() {}

    static String backend(String route) {
        return ROUTE + route.replace('/', ':');
    }

    static String table(String route, int number) {
        return "t:" + route.replace('/', ':') + ":" + number;
    }

    static String users(String route) {
        return "u:" + route.replace('/', ':');
    }

    static String frontend(EntryPoint entryPoint) {
        return "e:" + entryPoint.name();
    }

    /// A second frontend behind the one that listens, for what it sorts out.
    static String inner(EntryPoint entryPoint, String sort) {
        return "e:" + entryPoint.name() + ":" + sort;
    }

    static String exactMap(EntryPoint entryPoint) {
        return entryPoint.name() + ".exact.map";
    }

    static String prefixMap(EntryPoint entryPoint) {
        return entryPoint.name() + ".prefix.map";
    }
}
