package dev.plimsoll.planning.machine;

import dev.plimsoll.model.AnnouncementSpec;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.EnvironmentSpec;
import dev.plimsoll.model.FirewallSpec;
import dev.plimsoll.model.FlavorSpec;
import dev.plimsoll.model.FloatingIpSpec;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.SshKeySpec;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.certificate.ExternalAccount;
import dev.plimsoll.model.machine.MachineSetup;
import dev.plimsoll.model.machine.MachineTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a resource of a machine kind, a certificate, an issuer, something of the DNS, a registration or an announcement cannot do without, within its project. The order in which things are made follows from this and from nothing else: who lacks
/// something waits for it. A flavour is not among them, because its name may be the cloud's own.
public final class MachineReferences {
    private final String project;
    private final List<Key> keys = new ArrayList<>();

    private MachineReferences(String project) {
        this.project = project;
    }

    /// The keys, in the order in which people would look for them. Empty for other kinds.
    public static List<Key> of(String project, Spec spec) {
        var references = new MachineReferences(project);
        switch (spec) {
            case RegionSpec region -> references.one(Kind.SECRET, region.credentials());
            case CloudNetworkSpec network -> references.one(Kind.REGION, network.region());
            case FirewallSpec firewall -> {
                references.one(Kind.REGION, firewall.region());
                firewall.rules().forEach(rule -> references.all(Kind.FIREWALL, rule.firewalls()));
            }
            case SshKeySpec key -> references.one(Kind.REGION, key.region());
            case FloatingIpSpec address -> {
                references.one(Kind.REGION, address.region());
                references.one(Kind.MACHINE, address.machine());
            }
            case PoolSpec pool -> {
                references.one(Kind.REGION, pool.region());
                references.template(pool.template());
            }
            case MachineSpec machine -> {
                references.one(Kind.REGION, machine.region());
                references.template(machine.template());
            }
            case ClusterSpec cluster -> {
                references.all(Kind.POOL, cluster.pools());
                references.all(Kind.SECRET, cluster.registries());
            }
            case UpgradeSpec upgrade -> {
                references.one(Kind.CLUSTER, upgrade.cluster());
                references.all(Kind.POOL, upgrade.pools());
                references.all(Kind.MACHINE, upgrade.machines());
            }
            case IssuerSpec issuer -> references.one(Kind.SECRET, issuer.externalAccount().map(ExternalAccount::secret));
            case CertificateSpec certificate -> {
                references.one(Kind.ISSUER, certificate.issuer());
                references.one(Kind.DNS_ZONE, certificate.zone());
                references.one(Kind.SECRET, certificate.secret());
            }
            case DnsZoneSpec zone -> references.one(Kind.SECRET, zone.credentials());
            case DnsRecordSpec dnsRecord -> references.one(Kind.DNS_ZONE, dnsRecord.zone());
            case RegistrationSpec registration -> references.one(Kind.SECRET, registration.secret());
            case AnnouncementSpec announcement -> references.one(Kind.SECRET, announcement.secret());
            case FlavorSpec _, ProjectSpec _, SecretSpec _, ConfigSpec _, EnvironmentSpec _, PlanSpec _, AssemblySpec _, ComponentSpec _, ReleaseSpec _, RouteSpec _ -> { }
        }
        return references.keys.stream().distinct().toList();
    }

    private void template(MachineTemplate template) {
        all(Kind.NETWORK, template.networks());
        all(Kind.FIREWALL, template.firewalls());
        all(Kind.SSH_KEY, template.sshKeys());
        setup(template.setup());
    }

    private void setup(MachineSetup setup) {
        setup.files().forEach(file -> {
            one(Kind.CONFIG, file.config());
            one(Kind.SECRET, file.secret());
        });
        all(Kind.SECRET, setup.registries());
    }

    private void all(Kind kind, Collection<String> names) {
        names.forEach(name -> one(kind, name));
    }

    private void one(Kind kind, Optional<String> name) {
        name.ifPresent(n -> one(kind, n));
    }

    private void one(Kind kind, String name) {
        keys.add(new Key(kind, project, name));
    }
}
