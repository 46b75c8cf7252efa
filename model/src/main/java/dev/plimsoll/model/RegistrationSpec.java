package dev.plimsoll.model;

import dev.plimsoll.model.registration.KeyTemplate;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterApi;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// Keeps the register of an external HTTP API level with the instances of a component. Entries that are not ours are never touched.
public record RegistrationSpec(
    @Doc("Component whose instances are registered.") String component,
    @Doc("Its assembly; none for a component that belongs to none.") Optional<String> assembly,
    @Doc("Port inside the instance, for {port} and {address}; 0 is the lowest TCP port that the component declares.") int port,
    @Doc("What an instance's entry is known by, such as https://bbb-{slot}.example.org/bigbluebutton/api; may ask for address, port, slot, instance, component, assembly and project.") String key,
    @Doc("Address of the API, such as https://lb.example.org.") String url,
    @Doc("Secret whose entries calls may use.") Optional<String> secret,
    @Doc("An API whose calls are known: scalelite.") Optional<Preset> preset,
    @Doc("The API's calls, when there is no preset.") Optional<RegisterApi> api,
    @Doc(value = "How long what is under way at an instance may take before it is stopped; 5m.", otherwise = "5m") Duration drain,
    @Doc(value = "How long an answer may take; 10s.", otherwise = "10s") Duration timeout,
    @Doc(value = "Calls a minute at most; 120.", otherwise = "120") int callsPerMinute,
    @Doc("Leave the entries as they are when this is deleted or has another address.") boolean leave) implements Spec {
    private static final Duration LONGEST_DRAIN = Duration.ofHours(48);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int MOST_CALLS = 6_000;

    public RegistrationSpec {
        assembly = Values.optional(assembly);
        secret = Values.optional(secret);
        preset = Values.optional(preset);
        api = Values.optional(api);
        drain = Values.or(drain, Duration.ofMinutes(5));
        timeout = Values.or(timeout, Duration.ofSeconds(10));
        Names.requireLabel("component", component);
        assembly.ifPresent(name -> Names.requireLabel("assembly", name));
        secret.ifPresent(name -> Names.requireLabel("secret", name));
        KeyTemplate.require(key);
        requireAddress(url);
        if (preset.isPresent() == api.isPresent()) {
            throw new InvalidValue("a registration has a preset, such as scalelite, or an api with its calls" + (api.isPresent() ? ", not both" : ""));
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidValue("port " + port + " is not between 1 and 65535");
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new InvalidValue("drain is between 0s and 48h");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidValue("timeout is between 1s and 1m");
        }
        if (callsPerMinute < 1 || callsPerMinute > MOST_CALLS) {
            throw new InvalidValue("callsPerMinute is between 1 and " + MOST_CALLS);
        }
        if (preset.isPresent() && secret.isEmpty()) {
            throw new InvalidValue("the calls of preset " + preset.get().name().toLowerCase(java.util.Locale.ROOT) + " need a secret");
        }
    }

    /// For the API of a preset, with everything else as usual.
    public static RegistrationSpec of(Preset preset, String component, String key, String url, String secret) {
        return new RegistrationSpec(component, null, 0, key, url, Optional.of(secret), Optional.of(preset), null, null, null, 120, false);
    }

    public RegistrationSpec at(String address) {
        return new RegistrationSpec(component, assembly, port, key, address, secret, preset, api, drain, timeout, callsPerMinute, leave);
    }

    public RegistrationSpec withDrain(Duration changed) {
        return new RegistrationSpec(component, assembly, port, key, url, secret, preset, api, changed, timeout, callsPerMinute, leave);
    }

    /// The calls, whoever wrote them.
    public RegisterApi calls() {
        return api.or(() -> preset.map(Preset::api)).orElseThrow();
    }

    private static void requireAddress(String url) {
        try {
            var uri = new URI(url == null ? "" : url);
            if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new InvalidValue("url is an address such as https://lb.example.org, without names, passwords and query parameters");
            }
        } catch (URISyntaxException wrong) {
            throw new InvalidValue("url is an address such as https://lb.example.org, without names, passwords and query parameters");
        }
    }
}
