package dev.plimsoll.compose.translate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a service must know of the rest of its project.
///
/// @param components component names by the names of enabled services
/// @param disabled   services that no enabled profile wants
/// @param aliases    further names that others use for a service, by service
/// @param awaited    services whose completion others wait for
/// @param networks   declared at the top
/// @param volumes    declared at the top
/// @param primaries  services by the sidekicks that go with them
/// @param lenders    services whose network another one uses, by that one
record Neighbours(Map<String, String> components, Set<String> disabled, Map<String, List<String>> aliases, Set<String> awaited, Set<String> networks,
                  Set<String> volumes, Map<String, String> primaries, Map<String, String> lenders) {}
