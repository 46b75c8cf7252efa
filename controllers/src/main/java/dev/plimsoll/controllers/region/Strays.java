package dev.plimsoll.controllers.region;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.ObservedCloud;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.machine.LeftBehind;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Objects in a cloud that carry our stamp and belong to no resource, or to one that is gone: removed after a grace period, those first that use others. Only the stamp of this very control
/// plane counts. What the cloud refuses to take away stays in the list, with its words.
public final class Strays {
    /// How long something must have belonged to nobody before it is removed.
    static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration LISTING = Duration.ofMinutes(2);
    private static final int SHOWN = 100;
    /// Who uses others goes first.
    private static final List<CloudKind> ORDER = List.of(CloudKind.FLOATING_IP, CloudKind.MACHINE, CloudKind.FIREWALL, CloudKind.NETWORK, CloudKind.KEY);
    private static final Map<CloudKind, CloudAbility> NEEDED = Map.of(CloudKind.FLOATING_IP, CloudAbility.FLOATING_IPS, CloudKind.MACHINE, CloudAbility.MACHINES, CloudKind.FIREWALL,
        CloudAbility.FIREWALLS, CloudKind.NETWORK, CloudAbility.NETWORKS, CloudKind.KEY, CloudAbility.KEYS);

    private final Machinery machinery;
    private final Map<Key, Map<String, Instant>> firstSeen = new ConcurrentHashMap<>();

    public Strays(Machinery machinery) {
        this.machinery = machinery;
    }

    /// Removes what is due and tells what is left.
    ///
    /// @param grace how long something must have belonged to nobody
    /// @throws CloudFailure when no listing was to be had
    List<LeftBehind> sweep(Key region, ObservedCloud cloud, Duration grace, Run run) throws InterruptedException {
        var now = machinery.now();
        var before = firstSeen.getOrDefault(region, Map.of());
        var known = new HashMap<String, Instant>();
        var left = new ArrayList<LeftBehind>();
        for (var stray : strays(cloud, before.isEmpty() ? LISTING : Duration.ofSeconds(3))) {
            var since = before.getOrDefault(stray.id(), now);
            known.put(stray.id(), since);
            left.add(new LeftBehind(stray.kind().name().toLowerCase(java.util.Locale.ROOT), stray.id(), stray.name(), stray.stamp().owner().toString(), removed(region, cloud, stray, since.plus(grace), run), since));
        }
        firstSeen.put(region, Map.copyOf(known));
        return left.subList(0, Math.min(SHOWN, left.size()));
    }

    void forget(Key region) {
        firstSeen.remove(region);
    }

    /// What belongs to nobody by a listing that is not older than this. Looks at the store itself, so that what was declared a moment ago is not taken for a stray.
    ///
    /// @throws CloudFailure when no listing was to be had
    public List<CloudObject> now(ObservedCloud cloud) throws InterruptedException {
        var store = machinery.around().store();
        return strays(cloud, Duration.ZERO).stream().filter(o -> store.get(o.stamp().owner()).filter(owner -> owner.metadata().uid().equals(o.stamp().uid())).isEmpty()).toList();
    }

    private List<CloudObject> strays(ObservedCloud cloud, Duration freshness) throws InterruptedException {
        Set<CloudAbility> abilities = cloud.facts().abilities();
        var strays = new ArrayList<CloudObject>();
        for (var kind : ORDER) {
            if (abilities.contains(NEEDED.get(kind))) {
                cloud.list(kind, machinery.now().minus(freshness)).byOwner().forEach((owner, objects) -> objects.stream().filter(o -> nobodys(owner, o)).forEach(strays::add));
            }
        }
        return strays;
    }

    private boolean nobodys(Key owner, CloudObject object) {
        return machinery.get(owner).map(Resource::metadata).filter(m -> m.uid().equals(object.stamp().uid())).isEmpty();
    }

    /// @return why it is still there
    private String removed(Key region, ObservedCloud cloud, CloudObject stray, Instant due, Run run) {
        if (stray.phase() instanceof CloudPhase.Leaving) {
            return "it is on its way out";
        }
        if (due.isAfter(machinery.now())) {
            return "it belongs to nobody, and is removed when that has been so for " + GRACE.toMinutes() + " minutes";
        }
        run.step("remove " + CloudRef.to(stray) + ", which carries our stamp and belongs to nobody");
        try {
            cloud.remove(region, CloudRef.to(stray));
            return "its removal was asked for";
        } catch (CloudFailure failure) {
            return failure.getMessage();
        }
    }
}
