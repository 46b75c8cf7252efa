package dev.plimsoll.model;

import dev.plimsoll.model.certificate.ExternalAccount;
import dev.plimsoll.model.certificate.IssuerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where certificates come from. Declaring an ACME issuer agrees to the terms of service of its authority.
public record IssuerSpec(
    @Doc(value = "acme, or internal: Plimsoll's own authority for names.", otherwise = "acme") IssuerType type,
    @Doc("With acme: the authority's directory, such as https://acme-v02.api.letsencrypt.org/directory.") Optional<String> directory,
    @Doc("With acme: a mail address for the authority's warnings.") Optional<String> contact,
    @Doc("With acme: an account there that the ACME account is bound to.") Optional<ExternalAccount> externalAccount,
    @Doc("With acme: certificates (PEM) that the directory's own server may be signed by, when it is none the world knows.") String trust,
    @Doc("Routes with TLS and no certificate, and certificates that name no issuer, use this one.") boolean byDefault,
    @Doc(value = "Certificates for new names per registered domain in a week at most; 50, as Let's Encrypt allows.", otherwise = "50") int perDomain,
    @Doc(value = "Certificates of exactly the same names in a week at most; 5, as Let's Encrypt allows.", otherwise = "5") int perNames) implements Spec {
    private static final int MOST = 100_000;

    public IssuerSpec {
        type = Values.or(type, IssuerType.ACME);
        directory = Values.optional(directory);
        contact = Values.optional(contact);
        externalAccount = Values.optional(externalAccount);
        trust = Values.text(trust);
        if (type == IssuerType.ACME && directory.isEmpty()) {
            throw new InvalidValue("an acme issuer names its directory, such as https://acme-v02.api.letsencrypt.org/directory");
        }
        if (type == IssuerType.INTERNAL && (directory.isPresent() || contact.isPresent() || externalAccount.isPresent() || !trust.isEmpty())) {
            throw new InvalidValue("an internal issuer is Plimsoll itself: it has no directory, contact, externalAccount or trust");
        }
        directory.ifPresent(IssuerSpec::requireAddress);
        contact.ifPresent(mail -> {
            if (!mail.matches("[^\\s@:]{1,64}@[^\\s@:]{1,255}")) {
                throw new InvalidValue("contact is a mail address, such as ops@example.org");
            }
        });
        if (!trust.isEmpty() && !trust.contains("-----BEGIN CERTIFICATE-----")) {
            throw new InvalidValue("trust holds certificates in PEM: -----BEGIN CERTIFICATE----- and so on");
        }
        if (perDomain < 1 || perDomain > MOST || perNames < 1 || perNames > MOST) {
            throw new InvalidValue("perDomain and perNames are between 1 and " + MOST);
        }
    }

    /// An authority that is asked by ACME, with everything else as usual.
    public static IssuerSpec acme(String directory) {
        return new IssuerSpec(IssuerType.ACME, Optional.of(directory), null, null, null, false, 50, 5);
    }

    /// Plimsoll's own authority.
    public static IssuerSpec internal() {
        return new IssuerSpec(IssuerType.INTERNAL, null, null, null, null, false, 50, 5);
    }

    public IssuerSpec asDefault() {
        return new IssuerSpec(type, directory, contact, externalAccount, trust, true, perDomain, perNames);
    }

    public IssuerSpec withTrust(String pem) {
        return new IssuerSpec(type, directory, contact, externalAccount, pem, byDefault, perDomain, perNames);
    }

    public IssuerSpec withExternalAccount(ExternalAccount account) {
        return new IssuerSpec(type, directory, contact, Optional.of(account), trust, byDefault, perDomain, perNames);
    }

    public IssuerSpec withBudget(int domain, int names) {
        return new IssuerSpec(type, directory, contact, externalAccount, trust, byDefault, domain, names);
    }

    /// Keys are spoken of there, so nothing but TLS will do.
    private static void requireAddress(String directory) {
        try {
            var address = new URI(directory);
            if (!"https".equals(address.getScheme()) || address.getHost() == null || address.getUserInfo() != null) {
                throw new InvalidValue("a directory is an https address, such as https://acme-v02.api.letsencrypt.org/directory");
            }
        } catch (URISyntaxException wrong) {
            throw new InvalidValue("the directory is no address: " + wrong.getReason());
        }
    }
}
