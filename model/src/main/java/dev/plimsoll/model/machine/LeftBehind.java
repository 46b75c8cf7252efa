package dev.plimsoll.model.machine;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;

/// Something of ours in a cloud that belongs to nobody any more, or that the cloud refuses to take away.
///
/// @param kind   network, firewall, key, floating_ip or machine
/// @param owner  the resource it was made for, such as machine/web-1
/// @param reason in the cloud's own words where there are some
public record LeftBehind(@Doc("network, firewall, key, floating_ip or machine.") String kind, @Doc("The cloud's own id.") String id, @Doc("Its name there.") String name,
                         @Doc("The resource it was made for.") String owner, @Doc("Why it is still there.") String reason, @Doc("First noticed.") Instant since) {
    public LeftBehind {
        kind = Values.text(kind);
        id = Values.text(id);
        name = Values.text(name);
        owner = Values.text(owner);
        reason = Values.text(reason);
        since = Values.or(since, Instant.EPOCH);
    }
}
