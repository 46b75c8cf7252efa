package dev.plimsoll.api.insight;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.UpgradeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person can do next, by what stands in the way.
final class Advice {
    private static final Pattern HOST_PORT = Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:]*]):(\\d{1,5})\\b");

    private Advice() {}

    /// @param failure the component's last failure, when it is about one
    static List<String> on(Key key, Standing standing, Optional<ComponentStatus.Failure> failure) {
        var advice = new ArrayList<String>();
        if (standing.level()) {
            return advice;
        }
        byReason(key, standing).ifPresent(advice::add);
        if (advice.isEmpty() || standing.reason().equals(ComponentStatus.UPDATE_FAILED)) {
            failure.ifPresent(f -> advice.add(onFailure(key, f)));
        }
        if (advice.isEmpty()) {
            advice.add(switch (standing.state()) {
                case PROGRESSING -> "wait; Plimsoll is at it";
                case WAITING -> "see to what it waits for";
                case FAILED -> "change the declaration and apply it again";
                case DELETING -> "wait until it is gone";
                case LEVEL -> "nothing";
            });
        }
        return advice;
    }

    private static Optional<String> byReason(Key key, Standing standing) {
        return Optional.ofNullable(switch (standing.reason()) {
            case "ImageNotFound" -> "check the image's name and tag, or build it on this machine; then apply again";
            case "RegistryUnreachable", "Unreachable" -> "check that the engine (and, for a pull, the registry) can be reached: plimsoll doctor; Plimsoll goes on trying";
            case "ContextNotFound" -> "apply the files again, so that the build context is uploaded";
            case "BuildFailed" -> "mend the Dockerfile or its context, then apply again";
            case "PortTaken", "PortInUse" -> onPort(standing.sentence());
            case "NameTaken" -> "something that is not this control plane's has that name: rename or remove it, or give the assembly another name; Plimsoll goes on trying";
            case UpgradeStatus.STOPPED -> "mend what it names, and it goes on by itself; or delete the upgrade, and what is not done stays as it is";
            case "PrimaryNotFound" -> "declare the component it is a sidekick of in the same assembly, or take group.sidekickOf out";
            case "Impossible" -> "change what it names in the declaration, then apply again";
            case "Unhealthy" -> "read what it wrote: plimsoll logs " + key.name() + "; it is kept by its probe's strategy, so mend it, or replace it: plimsoll restart";
            case "WaitingForDependency" -> "look at what it waits for";
            case "ReferenceNotFound" -> "apply what it refers to, or take the reference out";
            case "PlanNotFound" -> "apply the plan, or take the reference out";
            case "ParametersMissing" -> "set the parameters in the assembly's spec.parameters and apply again";
            case "TargetNotFound" -> "apply the component it leads to, or correct the route's target";
            case "IngressMissing" -> "install HAProxy (on Debian and Ubuntu: apt-get install haproxy); it is found and used by itself";
            case "NoInstance" -> "look at the component it leads to";
            case "CertificateMissing" -> "declare a certificate for the host, or wait for the one that is being asked for";
            case "EntryPointUnknown" -> "start the server with --entry NAME=:PORT, or name a port in the route's entryPoints";
            case "NetworkOutdated" -> "scale its components to 0, or delete the assembly, and apply again";
            case "PortRangeTooSmall" -> "publish a longer range of ports, or fewer replicas";
            case "Crashing", "CrashLooping" -> "read what it wrote: plimsoll logs " + key.name() + "; then mend the image or its configuration and apply again";
            case "RunFailed" -> "read what it wrote: plimsoll logs " + key.name() + "; then mend it, or run it again: plimsoll restart";
            case ComponentStatus.UPDATE_FAILED -> "mend the declaration and apply it, or go back: plimsoll rollback";
            default -> null;
        });
    }

    /// Engines write the address and the port one after the other, as in `0.0.0.0:8080`.
    private static String onPort(String sentence) {
        var found = HOST_PORT.matcher(sentence);
        var goesOn = " and apply again; Plimsoll goes on trying";
        return !found.find() ? "free the port, or publish another one" + goesOn
            : "host port " + found.group(1) + " is taken by another program: see which with ss -ltnup 'sport = :" + found.group(1) + "' or docker ps --filter publish="
                + found.group(1) + " and stop it, or publish another port" + goesOn;
    }

    private static String onFailure(Key key, ComponentStatus.Failure failure) {
        return switch (failure.reason()) {
            case "OutOfMemory" -> "give it more memory (limits.memory) or make it use less";
            case "Unhealthy" -> "its process runs, but its health check fails: read its logs, and check the check's command and times";
            case "CannotStart" -> "the engine could not start it: check command, paths and permissions";
            default -> "read what it wrote: plimsoll logs " + key.name();
        };
    }
}
