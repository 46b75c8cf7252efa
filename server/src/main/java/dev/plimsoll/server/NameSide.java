package dev.plimsoll.server;

import dev.plimsoll.api.ChallengeServer;
import dev.plimsoll.api.metrics.Meters;
import dev.plimsoll.authority.Authority;
import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.certificates.PemKeys;
import dev.plimsoll.certificates.acme.AcmeIssuer;
import dev.plimsoll.certificates.own.OwnIssuer;
import dev.plimsoll.controllers.Outward;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.announcement.AnnouncementAccounts;
import dev.plimsoll.controllers.announcement.AnnouncementWork;
import dev.plimsoll.controllers.certificate.Certification;
import dev.plimsoll.controllers.certificate.IssuerAccounts;
import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.dns.DnsWork;
import dev.plimsoll.controllers.dns.ZoneAccounts;
import dev.plimsoll.controllers.registration.RegisterAccounts;
import dev.plimsoll.controllers.registration.RegistrationWork;
import dev.plimsoll.dns.cloudflare.CloudflareZone;
import dev.plimsoll.dns.designate.DesignateZone;
import dev.plimsoll.dns.digitalocean.DigitalOceanZone;
import dev.plimsoll.dns.route53.Route53Zone;
import dev.plimsoll.dns.update.DynamicZone;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.Issuers;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsProviders;
import dev.plimsoll.ports.registration.Registers;
import dev.plimsoll.ports.simulated.announcement.SimulatedKeyspaces;
import dev.plimsoll.ports.simulated.certificates.SimulatedIssuers;
import dev.plimsoll.ports.simulated.certificates.SimulatedKeys;
import dev.plimsoll.ports.simulated.dns.SimulatedZones;
import dev.plimsoll.ports.simulated.registration.SimulatedRegisters;
import dev.plimsoll.registration.EtcdKeyspace;
import dev.plimsoll.registration.HttpRegister;
import dev.plimsoll.store.Mirror;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the control plane needs to make known what runs: the authorities that sign for names, those who answer for them, and registers and etcds of others.
///
/// @param certification for the controllers of certificates
/// @param dns           for those of the DNS
/// @param registration  for that of registrations
/// @param announcement  for that of announcements
record NameSide(Certification certification, DnsWork dns, RegistrationWork registration, AnnouncementWork announcement) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NameSide.class);

    /// Where authorities look for proofs over HTTP; an ingress leads the path `/.well-known/acme-challenge/` there. A port that nobody has chosen is the one of the last life, because
    /// another one would be another configuration of every ingress, for which it is reloaded.
    ///
    /// @throws IOException when the address cannot be listened on
    static ChallengeServer proofs(ServerOptions options, StateFolder folder, Mirror mirror, Meters meters) throws IOException {
        if (options.proofs().isPresent()) {
            return ChallengeServer.start(options.proofs().get(), mirror, meters);
        }
        var here = InetAddress.getLoopbackAddress();
        var last = folder.proofsPort();
        if (last.isPresent()) {
            try {
                return ChallengeServer.start(new InetSocketAddress(here, last.getAsInt()), mirror, meters);
            } catch (IOException taken) {
                LOG.info("proofs of names are answered at another port than before: {}", taken.getMessage());
            }
        }
        var fresh = ChallengeServer.start(new InetSocketAddress(here, 0), mirror, meters);
        folder.keepProofsPort(fresh.address().getPort());
        return fresh;
    }

    /// @param ours whether nobody else may act at this moment
    static NameSide open(ServerOptions options, Surroundings around, BooleanSupplier ours) {
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        CertificateKeys keys = options.simulated() ? new SimulatedKeys(options.seed()) : new PemKeys(random);
        Issuers issuers = options.simulated() ? new SimulatedIssuers(clock, _ -> true) : access -> issuer(access, around, keys);
        var accounts = new IssuerAccounts(access -> new LeasedIssuer(issuers.open(access), ours), around.mirror(), around.vault(), clock);
        DnsProviders providers = options.simulated() ? new SimulatedZones() : NameSide::zone;
        var zones = new ZoneAccounts(access -> new LeasedZone(providers.open(access), ours), around.mirror(), around.vault(), clock);
        Registers open = options.simulated() ? new SimulatedRegisters() : HttpRegister::open;
        var registers = new RegisterAccounts(open, around.mirror(), around.vault(), clock, around.store().plane());
        Keyspaces etcds = options.simulated() ? new SimulatedKeyspaces(clock) : EtcdKeyspace::open;
        var keyspaces = new AnnouncementAccounts(access -> new LeasedKeyspace(etcds.open(access), ours), around.mirror(), around.vault());
        return new NameSide(new Certification(around, accounts, keys), new DnsWork(around, zones), new RegistrationWork(around, registers), new AnnouncementWork(around, keyspaces));
    }

    private static CertificateIssuer issuer(Issuers.Access access, Surroundings around, CertificateKeys keys) {
        return switch (access.spec().type()) {
            case ACME -> new AcmeIssuer(access, keys, around.clock());
            case INTERNAL -> new OwnIssuer(names(around), keys);
        };
    }

    private static Dns zone(DnsProviders.Access access) {
        return switch (access.spec().provider()) {
            case RFC2136 -> new DynamicZone(access);
            case CLOUDFLARE -> new CloudflareZone(access);
            case ROUTE53 -> new Route53Zone(access, Clock.systemUTC());
            case DIGITALOCEAN -> new DigitalOceanZone(access);
            case DESIGNATE -> new DesignateZone(access);
            case EMBEDDED -> throw new IllegalStateException("an embedded zone has no provider");
        };
    }

    private static Authority names(Surroundings around) {
        return KeptAuthority.forNames(around.store(), around.vault(), Clock.systemUTC(), new SecureRandom());
    }

    Outward outward(Directory directory) {
        return new Outward(certification, dns, directory, registration, announcement);
    }

    @Override
    public void close() {
        certification.accounts().close();
        dns.zones().close();
        registration.registers().close();
        announcement.accounts().close();
    }
}
