package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Weights and limits of block devices, which stood in the service itself (`blkio_weight`, `device_read_bps: ["/dev/sda:1mb"]`), as `blkio_config`.
final class BlockDevices {
    private static final List<String> RATES = List.of("device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops");

    private BlockDevices() {}

    static void translate(Draft service) {
        var config = new LinkedHashMap<String, Node.Entry>();
        service.remove("blkio_weight").filter(e -> !e.value().isNothing()).ifPresent(e -> config.put("weight", e));
        devices(service, "blkio_weight_device", "weight_device", "weight", config);
        RATES.forEach(key -> devices(service, key, key, "rate", config));
        if (!config.isEmpty()) {
            var mark = config.values().iterator().next().mark();
            service.put("blkio_config", new Node.Entry(mark, new Node.Mapping(mark, config)));
        }
    }

    private static void devices(Draft service, String key, String group, String what, LinkedHashMap<String, Node.Entry> config) {
        var devices = new ArrayList<Node>();
        for (var item : service.items(key)) {
            int colon = item.text().lastIndexOf(':');
            if (colon <= 0) {
                service.error(key, "InvalidValue", Quote.of(item.text()) + " is no device with a " + what + " such as /dev/sda:100", "");
                continue;
            }
            devices.add(device(item.text().substring(0, colon), what, item.text().substring(colon + 1), item.mark()));
        }
        if (!devices.isEmpty()) {
            config.put(group, new Node.Entry(service.mark(key), new Node.Sequence(service.mark(key), devices)));
        }
        service.remove(key);
    }

    private static Node device(String path, String what, String value, Mark mark) {
        var device = new LinkedHashMap<String, Node.Entry>();
        device.put("path", new Node.Entry(mark, Node.Scalar.text(mark, path)));
        device.put(what, new Node.Entry(mark, Node.Scalar.text(mark, value.strip())));
        return new Node.Mapping(mark, device);
    }
}
