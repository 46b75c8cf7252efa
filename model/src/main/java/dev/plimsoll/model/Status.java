package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What controllers found. Never better than the truth, written by one controller, names the generation it speaks of.
public sealed interface Status permits Status.Plain, AssemblyStatus, ComponentStatus, ReleaseStatus, RouteStatus,
    RegionStatus, CloudObjectStatus, PoolStatus, MachineStatus, ClusterStatus, UpgradeStatus,
    IssuerStatus, CertificateStatus, DnsZoneStatus, DnsRecordStatus, RegistrationStatus, AnnouncementStatus {

    /// The generation of the spec this status speaks of; 0 before the first look.
    long observedGeneration();

    List<Condition> conditions();

    /// Finds a condition by its type.
    default Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /// Whether declared and real are equal, for the generation this status speaks of.
    default boolean level() {
        return condition(Condition.LEVEL).map(Condition::holds).orElse(false);
    }

    /// The status of kinds that nothing outside corresponds to: there is nothing to make level.
    record Plain(long observedGeneration, List<Condition> conditions) implements Status {
        public Plain {
            conditions = Values.list(conditions);
        }
    }

    /// What a resource has before any controller saw it.
    static Status empty(Kind kind) {
        return switch (kind) {
            case PROJECT, SECRET, CONFIG, ENVIRONMENT, PLAN, FLAVOR -> new Plain(0, List.of());
            case ASSEMBLY -> new AssemblyStatus(0, List.of(), 0, 0, 0, 0, List.of());
            case COMPONENT -> new ComponentStatus(0, List.of(), 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
            case RELEASE -> new ReleaseStatus(0, List.of(), Map.of());
            case ROUTE -> new RouteStatus(0, List.of(), List.of(), List.of());
            case REGION -> new RegionStatus(0, null, null, null, null, null, null, null, null, null, null);
            case NETWORK, FIREWALL, SSH_KEY, FLOATING_IP -> new CloudObjectStatus(0, null, null, null);
            case POOL -> new PoolStatus(0, null, 0, 0, 0, 0);
            case MACHINE -> MachineStatus.EMPTY;
            case CLUSTER -> new ClusterStatus(0, null, null, null, null);
            case UPGRADE -> new UpgradeStatus(0, null, null, null, null, null);
            case ISSUER -> new IssuerStatus(0, null, null, null, null);
            case CERTIFICATE -> CertificateStatus.EMPTY;
            case DNS_ZONE -> new DnsZoneStatus(0, null, null, 0, null);
            case DNS_RECORD -> new DnsRecordStatus(0, null, null);
            case REGISTRATION -> new RegistrationStatus(0, null, null, null, 0);
            case ANNOUNCEMENT -> new AnnouncementStatus(0, null, 0, 0);
        };
    }
}
