package dev.plimsoll.planning.certificate;

import dev.plimsoll.model.certificate.CertificateName;
import java.util.Set;

/// The part of a name that somebody registered, by which authorities count. Without the list of public suffixes: two labels, or three where the second one is a common word
/// under a country's. Where that is wrong, more names are counted together than need be, so that a budget is kept rather than broken.
public final class RegisteredDomain {
    private static final Set<String> COMMON = Set.of("co", "com", "org", "net", "gov", "gob", "govt", "ac", "edu", "or", "ne", "go", "gv", "sch", "ltd", "plc", "nom");
    private static final int COUNTRY = 2;

    private RegisteredDomain() {}

    public static String of(String name) {
        var labels = CertificateName.plain(name).split("\\.");
        int kept = labels.length >= 3 && labels[labels.length - 1].length() == COUNTRY && COMMON.contains(labels[labels.length - 2]) ? 3 : 2;
        return labels.length <= kept ? CertificateName.plain(name) : String.join(".", java.util.Arrays.copyOfRange(labels, labels.length - kept, labels.length));
    }
}
