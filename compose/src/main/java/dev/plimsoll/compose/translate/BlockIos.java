package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.BlockIo;
import java.util.ArrayList;
import java.util.List;

/// `blkio_config`.
final class BlockIos {
    private BlockIos() {}

    static BlockIo of(Section service) {
        return service.section("blkio_config", Place.BLOCK_IO).flatMap(io -> io.made(() -> new BlockIo(io.whole("weight"), weights(io),
            rates(io, "device_read_bps"), rates(io, "device_read_iops"), rates(io, "device_write_bps"), rates(io, "device_write_iops")))).orElse(BlockIo.UNLIMITED);
    }

    private static List<BlockIo.Rate> weights(Section io) {
        var weights = new ArrayList<BlockIo.Rate>();
        io.items("weight_device").forEach(item -> io.section(item, Place.BLOCK_WEIGHT).ifPresent(device ->
            device.made(() -> new BlockIo.Rate(path(device), device.large("weight").orElse(0L))).ifPresent(weights::add)));
        return weights;
    }

    /// Bytes may have a unit, numbers of operations have none.
    private static List<BlockIo.Rate> rates(Section io, String key) {
        var rates = new ArrayList<BlockIo.Rate>();
        io.items(key).forEach(item -> io.section(item, Place.BLOCK_RATE).ifPresent(device -> {
            var rate = key.endsWith("_bps") ? device.bytes("rate") : device.large("rate");
            rate.ifPresentOrElse(r -> device.made(() -> new BlockIo.Rate(path(device), r)).ifPresent(rates::add),
                () -> device.error("rate", "InvalidValue", "a limit for " + Quote.of(path(device)) + " needs a rate", ""));
        }));
        return rates;
    }

    private static String path(Section device) {
        return device.text("path").orElse("");
    }
}
