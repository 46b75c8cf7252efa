package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Devices asked for by what they can do, such as GPUs; a driver of the engine finds them.
///
/// @param driver       the engine's own choice when not given
/// @param count        how many; -1 is all; 0 when ids say which
/// @param ids          which, in the driver's own words
/// @param capabilities all of which the devices must have, such as `gpu`
/// @param options      of the driver
public record DeviceRequest(
    @Doc("Driver, such as nvidia.") Optional<String> driver,
    @Doc("How many; -1 is all.") int count,
    @Doc("Which, in the driver's words.") List<String> ids,
    @Doc("What they must be able to do, such as gpu.") List<String> capabilities,
    @Doc("Options of the driver.") Map<String, String> options) {
    /// All there are.
    public static final int ALL = -1;

    public DeviceRequest {
        driver = Values.optional(driver);
        ids = Values.list(ids);
        capabilities = Values.list(capabilities);
        options = Values.map(options);
        if (count < ALL) {
            throw new InvalidValue("a number of devices is 0 or more, or -1 for all");
        }
        if (count != 0 && !ids.isEmpty()) {
            throw new InvalidValue("devices are asked for by count or by ids, not by both");
        }
    }
}
