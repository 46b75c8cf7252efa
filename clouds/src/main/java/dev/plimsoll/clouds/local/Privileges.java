package dev.plimsoll.clouds.local;

import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How much a machine may do, which is as much as the engine can give: an engine within a container needs nearly everything. `--privileged` gives everything, and fails where the engine
/// itself lacks a capability; there a machine gets by name what the engine has. Whether it lacks one is looked up where that can be done, and elsewhere shown by a start that fails. What
/// an engine refused once it is not asked for again.
final class Privileges {
    /// By their numbers in the kernel's `capability.h`. Those from 38 on split up what SYS_ADMIN gives, and older engines do not know their names.
    private static final List<String> CAPABILITIES = List.of("CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN",
        "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG",
        "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ");
    private static final long EACH = (1L << CAPABILITIES.size()) - 1;
    private static final String EVERYTHING = "Privileged";
    private static final Pattern BOUNDING = Pattern.compile("CapBnd:\\s*(\\p{XDigit}{1,16})");
    /// Runc's words when it cannot give what it was told to.
    private static final Pattern TOO_MUCH = Pattern.compile("unable to apply caps|unable to apply bounding set|operation not permitted");

    private final Path processes;
    private final Path enginePid;
    private volatile boolean byName;

    Privileges() {
        this(Path.of("/proc"), Path.of("/var/run/docker.pid"));
    }

    Privileges(Path processes, Path enginePid) {
        this.processes = processes;
        this.enginePid = enginePid;
        byName = bits(engine()).filter(bits -> (~bits & EACH) != 0).isPresent();
    }

    /// Fields of the container's `HostConfig`.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        if (byName) {
            fields.put("CapAdd", bounding());
            fields.put("SecurityOpt", List.of("seccomp=unconfined", "apparmor=unconfined"));
            fields.put("MaskedPaths", List.of());
            fields.put("ReadonlyPaths", List.of());
            fields.put("DeviceCgroupRules", List.of("a *:* rwm"));
        } else {
            fields.put(EVERYTHING, true);
        }
        return fields;
    }

    /// Whether a start failed because too much was asked for. Then it is worth making the machine once more: less is asked for from now on.
    ///
    /// @param asked what was asked for then; another machine may have found it out meanwhile
    boolean lessAfter(EngineFailure failure, Map<String, Object> asked) {
        boolean tooMuch = asked.containsKey(EVERYTHING) && TOO_MUCH.matcher(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT)).find();
        byName |= tooMuch;
        return tooMuch;
    }

    /// What the engine has when it runs here and may be looked at; else what we have, which on one host is mostly the same.
    private List<String> bounding() {
        long bits = bits(engine()).orElseGet(() -> bits("self").orElse(-1L));
        var names = new ArrayList<String>();
        for (int i = 0; i < CAPABILITIES.size(); i++) {
            if ((bits >> i & 1) == 1) {
                names.add(CAPABILITIES.get(i));
            }
        }
        return names;
    }

    private String engine() {
        try {
            return Files.readString(enginePid).strip();
        } catch (IOException elsewhere) {
            return "none";
        }
    }

    private Optional<Long> bits(String process) {
        try {
            var line = BOUNDING.matcher(Files.readString(processes.resolve(process).resolve("status")));
            return line.find() ? Optional.of(Long.parseUnsignedLong(line.group(1), 16)) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
