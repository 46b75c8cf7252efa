package dev.plimsoll.clouds.openstack.wire;

import dev.plimsoll.ports.cloud.CloudFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The only place that reads error texts of OpenStack's services. A status alone says too little: quotas come as 403, 409 and 413, an unknown network as 400. Types and texts are those of
/// Nova, Neutron and Glance from Pike to 2024; they have not changed in that time.
final class OpenStackErrors {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /// First match counts. Matched against Neutron's type and the words, in lower case.
    private static final List<Known> KNOWN = List.of(
        known("quota exceeded|^overquota", s -> new CloudFailure.NoCapacity("QuotaExceeded", s, null)),
        known("no valid host", s -> new CloudFailure.NoCapacity("NoHost", s, null)),
        known("fixed ip address .* already in use|^ipaddressinuse|^ipaddressalreadyallocated", s -> new CloudFailure.NoCapacity("AddressTaken", s, null)),
        known("^ipaddressgenerationfailure|^externalipaddressexhausted|no (more )?fixed ip addresses|no more ip addresses", s -> new CloudFailure.NoCapacity("AddressesUsedUp", s, null)),
        known("requested availability zone is not available", s -> new CloudFailure.Absent("ZoneNotFound", s, null)),
        known("invalid key_name", s -> new CloudFailure.Absent("KeyNotFound", s, null)),
        known("unable to find security_group|security group .*(not found|could not be found|does not exist)", s -> new CloudFailure.Absent("FirewallNotFound", s, null)),
        known("network [^ ]+ (could not be|was not) found", s -> new CloudFailure.Absent("NetworkNotFound", s, null)),
        known("flavor [^ ]+ could not be found", s -> new CloudFailure.Absent("FlavorNotFound", s, null)),
        known("image [^ ]+ could not be found|no image found|can not find requested image", s -> new CloudFailure.Absent("ImageNotFound", s, null)),
        known("instance [^ ]+ is locked", s -> new CloudFailure.Rejected("Protected", s, null)),
        known("^externalgatewayforfloatingipnotfound", s -> new CloudFailure.Rejected("NoWayOut", s, null)),
        known("overlaps with (cidr|another subnet)", s -> new CloudFailure.Rejected(CloudFailure.NETWORK_OVERLAPS, s, null)),
        known("^[a-z]*inuse|^routerinterfaceinuse[a-z]*|^floatingipportalreadyassociated", s -> new CloudFailure.NotReady("InUse", s, null)));

    private OpenStackErrors() {}

    /// The failure an error answer stands for.
    ///
    /// @param doing in words that follow "cannot"
    static CloudFailure of(String doing, Answer answer) {
        var words = answer.words();
        var sentence = "cannot " + doing + ": " + (words.isEmpty() ? "the cloud answered " + answer.status() : words);
        var pause = pause(answer.header("Retry-After"), answer.header("Date"));
        if (answer.status() == 429 || answer.status() == 503 && pause.isPresent()) {
            return new CloudFailure.Throttled(sentence, pause);
        }
        var text = (answer.type() + " " + words).strip().toLowerCase(Locale.ROOT);
        var known = answer.status() == 401 ? Optional.<Known>empty() : KNOWN.stream().filter(k -> k.text.matcher(text).find()).findFirst();
        if (known.isPresent()) {
            return known.get().failure.apply(sentence);
        }
        return switch (answer.status()) {
            case 401 -> new CloudFailure.Denied("WrongCredentials", sentence, null);
            case 403 -> new CloudFailure.Denied("Forbidden", sentence, null);
            case 404 -> new CloudFailure.Absent("ObjectNotFound", sentence, null);
            // Either its state forbids it now (Nova), or somebody changes it at this moment (Neutron).
            case 409 -> new CloudFailure.NotReady("Busy", sentence, null);
            // How Nova throttled before 429 was invented.
            case 413 -> pause.isPresent() ? new CloudFailure.Throttled(sentence, pause) : new CloudFailure.Rejected("CloudRefused", sentence, null);
            case 408, 502, 503, 504 -> new CloudFailure.Unreachable(sentence, null);
            default -> answer.status() >= 500 ? new CloudFailure.Broken(sentence, null) : new CloudFailure.Rejected("CloudRefused", sentence, null);
        };
    }

    /// Seconds, or a date (RFC 9110, section 10.2.3), which is compared with the cloud's own clock.
    private static Optional<Duration> pause(String header, String date) {
        var text = header.strip();
        try {
            var pause = text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.between(moment(date), moment(text));
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant moment(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static Known known(String text, Function<String, CloudFailure> failure) {
        return new Known(Pattern.compile(text), failure);
    }

    private record Known(Pattern text, Function<String, CloudFailure> failure) {}
}
