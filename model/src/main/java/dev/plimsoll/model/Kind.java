package dev.plimsoll.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of resources. Adding one is the checklist `docs/checklists/add-a-kind.md`; this list is its first line.
public enum Kind {
    @Doc("A tenant's room: everything but projects lives in one.")
    PROJECT("Project", "projects", ProjectSpec.class, Status.Plain.class),
    @Doc("Values that nobody may read back: sealed at rest, given to instances as files or variables.")
    SECRET("Secret", "secrets", SecretSpec.class, Status.Plain.class),
    @Doc("Files and values given to instances, readable by everybody who may read the project.")
    CONFIG("Config", "configs", ConfigSpec.class, Status.Plain.class),
    @Doc("Variables and files given to every component of the assemblies that name it, such as production or staging.")
    ENVIRONMENT("Environment", "environments", EnvironmentSpec.class, Status.Plain.class),
    @Doc("CAMP's blueprint of an application: components with parameters, instantiated by assemblies.")
    PLAN("Plan", "plans", PlanSpec.class, Status.Plain.class),
    @Doc("An application: components that belong together, deployed, released and rolled back as one.")
    ASSEMBLY("Assembly", "assemblies", AssemblySpec.class, AssemblyStatus.class),
    @Doc("One part of an application: a number of equal instances of one image.")
    COMPONENT("Component", "components", ComponentSpec.class, ComponentStatus.class),
    @Doc("What an assembly was at one apply, numbered, with the digests that ran; the thing a rollback goes back to.")
    RELEASE("Release", "releases", ReleaseSpec.class, ReleaseStatus.class),
    @Doc("Traffic from outside: which requests or connections are taken, and which components answer them.")
    ROUTE("Route", "routes", RouteSpec.class, RouteStatus.class),
    @Doc("A place where machines come from: one region of one account of a cloud.")
    REGION("Region", "regions", RegionSpec.class, RegionStatus.class),
    @Doc("A size of machine under a name of one's own.")
    FLAVOR("Flavor", "flavors", FlavorSpec.class, Status.Plain.class),
    @Doc("A network of machines.")
    NETWORK("Network", "networks", CloudNetworkSpec.class, CloudObjectStatus.class),
    @Doc("Rules around machines: what may come in and go out.")
    FIREWALL("Firewall", "firewalls", FirewallSpec.class, CloudObjectStatus.class),
    @Doc("A public key whose owner may log in to machines.")
    SSH_KEY("SshKey", "sshkeys", SshKeySpec.class, CloudObjectStatus.class),
    @Doc("An address that the world can reach and that stays when the machine behind it is replaced.")
    FLOATING_IP("FloatingIp", "floatingips", FloatingIpSpec.class, CloudObjectStatus.class),
    @Doc("A number of equal machines.")
    POOL("Pool", "pools", PoolSpec.class, PoolStatus.class),
    @Doc("One machine, of a pool or by itself; replaced, never mutated.")
    MACHINE("Machine", "machines", MachineSpec.class, MachineStatus.class),
    @Doc("Machines that are one engine together.")
    CLUSTER("Cluster", "clusters", ClusterSpec.class, ClusterStatus.class),
    @Doc("Machines brought to what their pools declare, a few at a time.")
    UPGRADE("Upgrade", "upgrades", UpgradeSpec.class, UpgradeStatus.class),
    @Doc("Where certificates come from: an authority that is asked by ACME, or Plimsoll's own.")
    ISSUER("Issuer", "issuers", IssuerSpec.class, IssuerStatus.class),
    @Doc("A certificate and its key: ordered and renewed by itself, or uploaded.")
    CERTIFICATE("Certificate", "certificates", CertificateSpec.class, CertificateStatus.class),
    @Doc("Names that Plimsoll may write: a zone of a DNS provider, of a DNS server, or answered by Plimsoll itself.")
    DNS_ZONE("DnsZone", "dnszones", DnsZoneSpec.class, DnsZoneStatus.class),
    @Doc("What a name leads to: one set of records of one type.")
    DNS_RECORD("DnsRecord", "dnsrecords", DnsRecordSpec.class, DnsRecordStatus.class),
    @Doc("Keeps the register of an external HTTP API level with the instances of a component.")
    REGISTRATION("Registration", "registrations", RegistrationSpec.class, RegistrationStatus.class),
    @Doc("Tells an etcd of others who runs where: keeps keys there level with the project's instances and machines.")
    ANNOUNCEMENT("Announcement", "announcements", AnnouncementSpec.class, AnnouncementStatus.class);

    private final String title;
    private final String plural;
    private final Class<? extends Spec> specType;
    private final Class<? extends Status> statusType;

    Kind(String title, String plural, Class<? extends Spec> specType, Class<? extends Status> statusType) {
        this.title = title;
        this.plural = plural;
        this.specType = specType;
        this.statusType = statusType;
    }

    /// As written in files after `kind:`.
    public String title() {
        return title;
    }

    /// As written in API paths and `plimsoll get`.
    public String plural() {
        return plural;
    }

    /// As written in references such as `assembly/hello`.
    public String singular() {
        return title.toLowerCase(Locale.ROOT);
    }

    public Class<? extends Spec> specType() {
        return specType;
    }

    public Class<? extends Status> statusType() {
        return statusType;
    }

    /// Whether resources of this kind live in a project. Only projects themselves do not.
    public boolean inProject() {
        return this != PROJECT;
    }

    /// Finds a kind by any spelling people use: `Assembly`, `assembly`, `assemblies`.
    public static Optional<Kind> named(String word) {
        return List.of(values()).stream()
            .filter(k -> k.title.equalsIgnoreCase(word) || k.plural.equalsIgnoreCase(word)).findFirst();
    }
}
