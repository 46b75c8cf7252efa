package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Placeholder;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/// Fills the placeholders of a spec for one instance.
///
/// @param slot of the instance
/// @param name the engine's for the instance
/// @param host name of the engine's host; asked for only when a text wants it
record FilledPlaces(int slot, String name, Supplier<String> host) {
    ComponentSpec in(ComponentSpec spec) {
        var environment = new LinkedHashMap<String, String>();
        spec.environment().forEach((variable, value) -> environment.put(variable, in(value)));
        return spec.withEnvironment(environment).withMounts(spec.mounts().stream().map(this::in).toList())
            .withIsolation(spec.isolation().withHostname(spec.isolation().hostname().map(this::in)));
    }

    private String in(String text) {
        return Placeholder.fill(text, place -> switch (place) {
            case SLOT -> Integer.toString(slot);
            case NAME -> name;
            case HOST -> host.get();
        });
    }

    private Mount in(Mount mount) {
        return mount instanceof Mount.Bind b ? new Mount.Bind(in(b.source()), b.target(), b.readOnly(), b.createSource(), b.propagation(), b.relabel(), b.shallow()) : mount;
    }
}
