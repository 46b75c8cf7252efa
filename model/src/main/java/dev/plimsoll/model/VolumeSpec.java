package dev.plimsoll.model;

import java.util.Map;
import java.util.Optional;

/// A named volume of an assembly on its engine.
public record VolumeSpec(
    @Doc("Name on the engine when it is not the computed one.") Optional<String> name,
    @Doc("Not ours: it must exist, is never made nor removed.") boolean external,
    @Doc("Driver, 'local' when not given.") Optional<String> driver,
    @Doc("Options of the driver.") Map<String, String> options,
    @Doc("Labels on the engine's volume.") Map<String, String> labels,
    @Doc("One for each slot: the instance in slot 2 has the second one, and so has its successor.") boolean perSlot) {
    public static final VolumeSpec PLAIN = new VolumeSpec(null, false, null, null, null, false);

    public VolumeSpec {
        name = Values.optional(name);
        driver = Values.optional(driver);
        options = Values.map(options);
        labels = Values.map(labels);
        if (perSlot && external) {
            throw new InvalidValue("an external volume is not made, so there is not one for each slot");
        }
    }
}
