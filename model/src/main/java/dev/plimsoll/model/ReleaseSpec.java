package dev.plimsoll.model;

import java.util.Map;

/// What an assembly was at one apply. Made by the assembly's controller, never edited.
public record ReleaseSpec(
    @Doc("Counts from 1 per assembly.") int number,
    @Doc("The assembly as it was.") AssemblySpec assembly,
    @Doc("Contents of the configs the components used.") Map<String, ConfigSpec> configs,
    @Doc("Sealed contents of the secrets the components used.") Map<String, SecretSpec> secrets,
    @Doc("Generation that each of these configs and secrets had, by config/NAME and secret/NAME.") Map<String, Long> versions) implements Spec {
    public ReleaseSpec {
        assembly = Values.or(assembly, AssemblySpec.of(Topology.EMPTY));
        configs = Values.map(configs);
        secrets = Values.map(secrets);
        versions = Values.map(versions);
    }

    /// One that remembers no versions.
    public ReleaseSpec(int number, AssemblySpec assembly, Map<String, ConfigSpec> configs, Map<String, SecretSpec> secrets) {
        this(number, assembly, configs, secrets, null);
    }

    public ReleaseSpec withSecrets(Map<String, SecretSpec> changed) {
        return new ReleaseSpec(number, assembly, configs, changed, versions);
    }
}
