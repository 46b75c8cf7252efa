package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.model.DeviceRequest;
import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/// `gpus`, and the devices among the reservations of `deploy.resources`.
final class DeviceRequests {
    private static final String ALL = "all";

    private DeviceRequests() {}

    static List<DeviceRequest> of(Section service) {
        var requests = new ArrayList<DeviceRequest>();
        if (service.node("gpus").filter(n -> n instanceof Node.Scalar s && s.text().equals(ALL)).isPresent()) {
            requests.add(new DeviceRequest(null, DeviceRequest.ALL, null, List.of("gpu"), null));
        } else {
            service.items("gpus").forEach(item -> request(service, item, List.of("gpu"), requests));
        }
        service.section("deploy", Place.DEPLOY).flatMap(d -> d.section("resources", Place.RESOURCES)).flatMap(r -> r.section("reservations", Place.RESERVATIONS))
            .ifPresent(reserved -> reserved.items("devices").forEach(item -> request(reserved, item, List.of(), requests)));
        return requests;
    }

    /// Without a number and without ids all are meant.
    private static void request(Section section, Section.Item item, List<String> capabilities, List<DeviceRequest> into) {
        section.section(item, Place.DEVICE_REQUEST).ifPresent(device -> {
            var ids = device.texts("device_ids");
            var able = device.has("capabilities") ? device.texts("capabilities") : capabilities;
            if (able.isEmpty()) {
                device.error("capabilities", "InvalidValue", "what the devices must be able to do is missing", "write capabilities: [gpu]");
            }
            device.made(() -> new DeviceRequest(device.text("driver"), count(device, ids.isEmpty()), ids, able, device.pairs("options"))).ifPresent(into::add);
        });
    }

    private static int count(Section device, boolean otherwiseAll) {
        var written = device.text("count");
        if (written.isEmpty() || written.get().equals(ALL)) {
            return written.isPresent() || otherwiseAll ? DeviceRequest.ALL : 0;
        }
        return device.whole("count").filter(c -> c > 0).orElseThrow(() -> new InvalidValue("count is a number from 1, or all"));
    }
}
