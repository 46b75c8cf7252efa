package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an instance is set apart from its host, and where it is not.
public record Isolation(
    @Doc("Root file system not writable.") boolean readOnly,
    @Doc("All capabilities and devices. Think twice.") boolean privileged,
    @Doc("Capabilities to add.") List<String> capAdd,
    @Doc("Capabilities to drop.") List<String> capDrop,
    @Doc("Limits such as nofile.") Map<String, Ulimit> ulimits,
    @Doc("Kernel parameters of its own namespaces.") Map<String, String> sysctls,
    @Doc("Lines for /etc/hosts, as host:address.") List<String> extraHosts,
    @Doc("Name servers.") List<String> dns,
    @Doc("Search domains.") List<String> dnsSearch,
    @Doc("Resolver options.") List<String> dnsOptions,
    @Doc("Host name inside.") Optional<String> hostname,
    @Doc("Domain name inside.") Optional<String> domainname,
    @Doc("Devices, as host:inside:rwm.") List<String> devices,
    @Doc("Security options, such as seccomp=unconfined.") List<String> securityOpts,
    @Doc("Namespace modes that differ from the usual: pid, ipc, uts, userns, cgroup, network.") Map<String, String> namespaces,
    @Doc("Parent cgroup.") Optional<String> cgroupParent,
    @Doc("OOM score from -1000 to 1000.") Optional<Integer> oomScoreAdj,
    @Doc("Never killed for want of memory.") boolean oomKillDisabled,
    @Doc("Runtime of the engine, such as runsc.") Optional<String> runtime,
    @Doc("Rules for devices in the kernel's words, such as c 13:* rwm.") List<String> deviceRules,
    @Doc("Devices asked for by what they can do, such as GPUs.") List<DeviceRequest> deviceRequests,
    @Doc("Options of the engine's storage driver, such as size.") Map<String, String> storageOptions,
    @Doc("Annotations for the runtime.") Map<String, String> annotations) {
    public static final Isolation USUAL = new Isolation(false, false, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, false, null);

    public Isolation {
        capAdd = Values.list(capAdd);
        capDrop = Values.list(capDrop);
        ulimits = Values.map(ulimits);
        sysctls = Values.map(sysctls);
        extraHosts = Values.list(extraHosts);
        dns = Values.list(dns);
        dnsSearch = Values.list(dnsSearch);
        dnsOptions = Values.list(dnsOptions);
        hostname = Values.optional(hostname);
        domainname = Values.optional(domainname);
        devices = Values.list(devices);
        securityOpts = Values.list(securityOpts);
        namespaces = Values.map(namespaces);
        cgroupParent = Values.optional(cgroupParent);
        oomScoreAdj = Values.optional(oomScoreAdj);
        runtime = Values.optional(runtime);
        deviceRules = Values.list(deviceRules);
        deviceRequests = Values.list(deviceRequests);
        storageOptions = Values.map(storageOptions);
        annotations = Values.map(annotations);
    }

    public Isolation withHostname(Optional<String> changed) {
        return new Isolation(readOnly, privileged, capAdd, capDrop, ulimits, sysctls, extraHosts, dns, dnsSearch, dnsOptions, changed, domainname, devices, securityOpts, namespaces,
            cgroupParent, oomScoreAdj, oomKillDisabled, runtime, deviceRules, deviceRequests, storageOptions, annotations);
    }

    /// Without what few ask for: rules and requests of devices, options of storage, annotations.
    public Isolation(boolean readOnly, boolean privileged, List<String> capAdd, List<String> capDrop, Map<String, Ulimit> ulimits, Map<String, String> sysctls,
                     List<String> extraHosts, List<String> dns, List<String> dnsSearch, List<String> dnsOptions, Optional<String> hostname,
                     Optional<String> domainname, List<String> devices, List<String> securityOpts, Map<String, String> namespaces,
                     Optional<String> cgroupParent, Optional<Integer> oomScoreAdj, boolean oomKillDisabled, Optional<String> runtime) {
        this(readOnly, privileged, capAdd, capDrop, ulimits, sysctls, extraHosts, dns, dnsSearch, dnsOptions, hostname, domainname, devices, securityOpts,
            namespaces, cgroupParent, oomScoreAdj, oomKillDisabled, runtime, null, null, null, null);
    }

    /// A soft and a hard limit of one kind.
    public record Ulimit(@Doc("Soft limit.") long soft, @Doc("Hard limit.") long hard) {}
}
