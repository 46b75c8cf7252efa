package dev.plimsoll.model;

import java.util.Map;
import java.util.Optional;

/// A named volume of an assembly on its engine.
public record VolumeSpec(
    @Doc("Name on the engine when it is not the computed one.") Optional<String> name,
    @Doc("Not ours: it must exist, is never made nor removed.") boolean external,
    @Doc("Driver, 'local' when not given.") Optional<String> driver,
    @Doc("Options of the driver.") Map<String, String> options,
    @Doc("Labels on the engine's volume.") Map<String, String> labels) {
    public static final VolumeSpec PLAIN = new VolumeSpec(null, false, null, null, null);

    public VolumeSpec {
        name = Values.optional(name);
        driver = Values.optional(driver);
        options = Values.map(options);
        labels = Values.map(labels);
    }
}
