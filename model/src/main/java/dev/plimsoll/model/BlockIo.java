package dev.plimsoll.model;

import java.util.List;
import java.util.Optional;

/// What an instance may read from and write to block devices.
public record BlockIo(
    @Doc("Weight against others, 10 to 1000.") Optional<Integer> weight,
    @Doc("Weights on single devices.") List<Rate> deviceWeights,
    @Doc("Bytes read per second at most.") List<Rate> readBytes,
    @Doc("Reads per second at most.") List<Rate> readOperations,
    @Doc("Bytes written per second at most.") List<Rate> writeBytes,
    @Doc("Writes per second at most.") List<Rate> writeOperations) {
    public static final BlockIo UNLIMITED = new BlockIo(null, null, null, null, null, null);

    public BlockIo {
        weight = Values.optional(weight);
        deviceWeights = Values.list(deviceWeights);
        readBytes = Values.list(readBytes);
        readOperations = Values.list(readOperations);
        writeBytes = Values.list(writeBytes);
        writeOperations = Values.list(writeOperations);
    }

    /// A number for one device.
    ///
    /// @param path  of the device on the host
    /// @param value per second, or a weight
    public record Rate(@Doc("Device, such as /dev/sda.") String path, @Doc("Per second, or a weight.") long value) {
        public Rate {
            if (path == null || !path.startsWith("/")) {
                throw new InvalidValue("path '" + path + "' of a device is not absolute");
            }
            if (value < 0) {
                throw new InvalidValue("a rate or weight cannot be negative");
            }
        }
    }
}
