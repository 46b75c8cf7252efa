package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudRule;
import dev.plimsoll.model.cloud.CloudStamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An object at a site, ours or not. What time has done to it is worked out from its moments. Guarded by the site.
final class Thing {
    final String id;
    final CloudKind kind;
    final CloudPart part;
    final Instant asked;
    /// From then on listings show it.
    final Instant shown;
    String name;
    Optional<CloudStamp> stamp;
    Instant readyAt;
    /// It ends in error then, whatever `readyAt` says.
    Optional<Instant> failsAt = Optional.empty();
    String failure = "";
    boolean noRoom;
    Optional<Instant> goneAt = Optional.empty();
    /// Listings go on showing it until then.
    Optional<Instant> shownUntil = Optional.empty();
    boolean off;
    boolean isProtected;
    String flavor = "";
    Optional<String> address = Optional.empty();
    Optional<String> machine = Optional.empty();
    Set<CloudRule> rules = new HashSet<>();
    Set<String> firewalls = new HashSet<>();

    Thing(String id, CloudPart part, Optional<CloudStamp> stamp, Instant asked, Instant shown) {
        this.id = id;
        this.kind = part.kind();
        this.part = part;
        this.name = part.name();
        this.stamp = stamp;
        this.asked = asked;
        this.shown = shown;
        this.readyAt = asked;
    }

    boolean exists(Instant now) {
        return goneAt.filter(gone -> !gone.isAfter(now)).isEmpty();
    }

    /// Whether listings and look-ups show it, which is not quite whether it exists.
    boolean visible(Instant now) {
        return !shown.isAfter(now) && shownUntil.filter(until -> !until.isAfter(now)).isEmpty();
    }

    boolean leaving() {
        return goneAt.isPresent();
    }

    CloudPhase phase(Instant now) {
        if (leaving()) {
            return CloudPhase.LEAVING;
        } else if (failsAt.filter(at -> !at.isAfter(now)).isPresent()) {
            return new CloudPhase.Failed(failure, noRoom);
        } else if (readyAt.isAfter(now)) {
            return new CloudPhase.Pending("BUILD");
        }
        return off ? CloudPhase.STOPPED : CloudPhase.READY;
    }

    boolean inNetwork(String network) {
        return part instanceof CloudPart.Machine m && m.networks().stream().anyMatch(i -> i.network().equals(network));
    }

    List<String> networks() {
        return part instanceof CloudPart.Machine m ? m.networks().stream().map(CloudPart.Interface::network).toList() : List.of();
    }
}
