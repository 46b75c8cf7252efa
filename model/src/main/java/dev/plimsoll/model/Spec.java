package dev.plimsoll.model;

/// What a person declares. The system never edits it. One record per kind.
public sealed interface Spec
    permits ProjectSpec, SecretSpec, ConfigSpec, EnvironmentSpec, PlanSpec, AssemblySpec, ComponentSpec, ReleaseSpec, RouteSpec,
    RegionSpec, FlavorSpec, CloudNetworkSpec, FirewallSpec, SshKeySpec, FloatingIpSpec, PoolSpec, MachineSpec, ClusterSpec, UpgradeSpec,
    IssuerSpec, CertificateSpec, DnsZoneSpec, DnsRecordSpec, RegistrationSpec, AnnouncementSpec {

    /// The kind this spec belongs to.
    default Kind kind() {
        return switch (this) {
            case ProjectSpec _ -> Kind.PROJECT;
            case SecretSpec _ -> Kind.SECRET;
            case ConfigSpec _ -> Kind.CONFIG;
            case EnvironmentSpec _ -> Kind.ENVIRONMENT;
            case PlanSpec _ -> Kind.PLAN;
            case AssemblySpec _ -> Kind.ASSEMBLY;
            case ComponentSpec _ -> Kind.COMPONENT;
            case ReleaseSpec _ -> Kind.RELEASE;
            case RouteSpec _ -> Kind.ROUTE;
            case RegionSpec _ -> Kind.REGION;
            case FlavorSpec _ -> Kind.FLAVOR;
            case CloudNetworkSpec _ -> Kind.NETWORK;
            case FirewallSpec _ -> Kind.FIREWALL;
            case SshKeySpec _ -> Kind.SSH_KEY;
            case FloatingIpSpec _ -> Kind.FLOATING_IP;
            case PoolSpec _ -> Kind.POOL;
            case MachineSpec _ -> Kind.MACHINE;
            case ClusterSpec _ -> Kind.CLUSTER;
            case UpgradeSpec _ -> Kind.UPGRADE;
            case IssuerSpec _ -> Kind.ISSUER;
            case CertificateSpec _ -> Kind.CERTIFICATE;
            case DnsZoneSpec _ -> Kind.DNS_ZONE;
            case DnsRecordSpec _ -> Kind.DNS_RECORD;
            case RegistrationSpec _ -> Kind.REGISTRATION;
            case AnnouncementSpec _ -> Kind.ANNOUNCEMENT;
        };
    }
}
