package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// All simulated clouds of one world. A site is named by a region's endpoint and region; regions that name the same one meet there.
public final class SimulatedClouds implements Clouds {
    private final long seed;
    private final InstantSource clock;
    private final SiteSettings settings;
    private final Consumer<Duration> passing;
    private final Map<String, Site> sites = new ConcurrentHashMap<>();

    /// @param passing lets that much time pass for a caller
    public SimulatedClouds(long seed, InstantSource clock, SiteSettings settings, Consumer<Duration> passing) {
        this.seed = seed;
        this.clock = clock;
        this.settings = settings;
        this.passing = passing;
    }

    /// The site of regions that name neither endpoint nor region.
    public Site site() {
        return site("/");
    }

    /// @param name endpoint, slash, region
    public Site site(String name) {
        return sites.computeIfAbsent(name, n -> new Site(seed ^ n.hashCode(), clock, settings));
    }

    /// Whether the machine made by this operation is on.
    public boolean runs(String operation) {
        return sites.values().stream().anyMatch(site -> site.runs(operation));
    }

    @Override
    public Cloud open(Access access) {
        var spec = access.spec();
        if (spec.cloud() != CloudType.SIMULATED) {
            throw new CloudFailure.Rejected("NotSupported", access.region().shortForm() + ": this control plane lives in a simulated world, where all clouds are simulated; write cloud: simulated", null);
        }
        var site = site(spec.endpoint().orElse("") + "/" + spec.region().orElse(""));
        settle(access, site);
        var given = access.credentials().getOrDefault("password", new SecretText("")).reveal();
        return new SimulatedCloud(site, new SiteGate(site, passing, () -> site.password.map(given::equals).orElse(true)));
    }

    /// The last region that says how quick a site is to be is heeded.
    private void settle(Access access, Site site) {
        if (access.spec().options().isEmpty()) {
            return;
        }
        try {
            var settled = settings.with(access.spec().options());
            synchronized (site) {
                site.settings = settled;
            }
        } catch (InvalidValue wrong) {
            throw new CloudFailure.Rejected("InvalidRegion", access.region().shortForm() + ": " + wrong.getMessage(), null);
        }
    }
}
