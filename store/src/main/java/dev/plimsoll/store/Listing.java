package dev.plimsoll.store;

import dev.plimsoll.model.Resource;
import java.util.List;

/// A page of resources.
///
/// @param items    in key order
/// @param revision as of which they were read: a watch from here misses nothing
/// @param more     whether there are further ones after the last
public record Listing(List<Resource> items, long revision, boolean more) {
    public Listing {
        items = List.copyOf(items);
    }
}
