package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.outside.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What people with access to a site do behind our back, and what befalls the site itself. Never fails and takes no time; what is not there is left alone.
public final class SiteHand {
    private final Site site;

    SiteHand(Site site) {
        this.site = site;
    }

    /// Something there, ours or not.
    public record Seen(String id, CloudKind kind, String name, Optional<CloudStamp> stamp, String phase, boolean leaving) {}

    /// Everything that is truly there, whatever listings show.
    public List<Seen> everything() {
        synchronized (site) {
            var now = site.now();
            return site.things.values().stream().filter(t -> t.exists(now)).map(t -> new Seen(t.id, t.kind, t.name, t.stamp, t.phase(now).word(), t.leaving())).toList();
        }
    }

    /// Somebody else's machine, perhaps with a name of ours.
    public String foreignMachine(String name) {
        return foreign(new CloudPart.Machine(name, nobody(), Optional.empty(), "tiny", "debian-12", List.of(), List.of(), List.of(), new SecretText(""), Map.of()));
    }

    public String foreignNetwork(String name, String cidr) {
        return foreign(new CloudPart.Network(name, nobody(), cidr, Optional.empty(), Optional.empty(), false, Optional.empty(), List.of()));
    }

    public String foreignFirewall(String name) {
        return foreign(new CloudPart.Firewall(name, nobody(), Set.of()));
    }

    /// Removed at once, whatever the policy.
    public void delete(String id) {
        to(id, t -> {
            t.goneAt = Optional.of(site.now());
            t.shownUntil = Optional.of(site.now().plus(site.upTo(site.settings.lag())));
        });
    }

    public void powerOff(String id) {
        to(id, t -> t.off = true);
    }

    public void rename(String id, String name) {
        to(id, t -> t.name = name);
    }

    /// Its stamp is taken off: from now on it is foreign.
    public void unstamp(String id) {
        to(id, t -> t.stamp = Optional.empty());
    }

    /// Somebody's object gets a copy of one of our stamps.
    public void copyStamp(String from, String to) {
        synchronized (site) {
            Optional.ofNullable(site.things.get(from)).flatMap(t -> t.stamp).ifPresent(stamp -> to(to, t -> {
                t.stamp = Optional.of(stamp);
                site.keep(t);
            }));
        }
    }

    public void resize(String id, String flavor) {
        to(id, t -> t.flavor = flavor);
    }

    /// The machine ends in error.
    public void breakDown(String id, String why) {
        to(id, t -> {
            t.failsAt = Optional.of(site.now());
            t.failure = why;
        });
    }

    /// A policy forbids its removal, or no longer does.
    public void protect(String id, boolean on) {
        to(id, t -> t.isProtected = on);
    }

    /// Removals that hang are carried out.
    public void unblockRemovals() {
        site(s -> s.things.values().stream().filter(t -> t.goneAt.filter(Instant.MAX::equals).isPresent()).forEach(t -> {
            t.goneAt = Optional.of(s.now());
            t.shownUntil = t.goneAt;
        }));
    }

    /// Nothing answers here, or does again.
    public void down(boolean on) {
        site(s -> s.down = on);
    }

    /// Credentials are refused, or taken again.
    public void deny(boolean on) {
        site(s -> s.denied = on);
    }

    public void password(String required) {
        site(s -> s.password = Optional.of(required));
    }

    public void quota(CloudKind kind, long limit) {
        site(s -> s.quotas.put(kind, limit));
    }

    /// No host of a zone has room for another machine, which is noticed only after one was taken on; or there is room again.
    public void full(String zone, boolean on) {
        site(s -> {
            if (on) {
                s.full.add(zone);
            } else {
                s.full.remove(zone);
            }
        });
    }

    /// From now on no two networks here may have the same addresses.
    public void keepNetworksApart() {
        site(s -> s.apart = true);
    }

    /// No host anywhere has room for another machine of a flavor, which is noticed as late; or there is room again.
    public void soldOut(String flavor, boolean on) {
        site(s -> {
            if (on) {
                s.soldOut.add(flavor);
            } else {
                s.soldOut.remove(flavor);
            }
        });
    }

    /// This cloud cannot do that.
    public void lacks(CloudAbility ability) {
        site(s -> s.abilities.remove(ability));
    }

    /// From now on listings may be that late.
    public void lag(Duration lag) {
        site(s -> s.settings = s.settings.withLag(lag));
    }

    public void settings(SiteSettings settings) {
        site(s -> s.settings = settings);
    }

    /// Calls so far.
    public long calls() {
        synchronized (site) {
            return site.calls;
        }
    }

    private String foreign(CloudPart part) {
        synchronized (site) {
            var thing = new Thing(site.newId(), part, Optional.empty(), site.now(), site.now());
            site.keep(thing);
            return thing.id;
        }
    }

    private static CloudStamp nobody() {
        return new CloudStamp("nobody", new Key(Kind.MACHINE, Metadata.DEFAULT_PROJECT, "nobody"), "none", "none", "none");
    }

    private void to(String id, Consumer<Thing> doing) {
        synchronized (site) {
            Optional.ofNullable(site.things.get(id)).ifPresent(doing);
        }
    }

    private void site(Consumer<Site> doing) {
        synchronized (site) {
            doing.accept(site);
        }
    }
}
