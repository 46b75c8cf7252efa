package dev.plimsoll.model.dns;

import java.net.InetAddress;

/// One spelling for one value, so that what was written and what is read back can be compared.
final class Canonical {
    private static final int GROUPS = 8;

    private Canonical() {}

    static String value(RecordType type, String written) {
        return switch (type) {
            case CNAME -> DomainName.bare(written);
            case MX, SRV -> {
                int last = written.lastIndexOf(' ') + 1;
                yield written.substring(0, last) + DomainName.bare(written.substring(last));
            }
            case AAAA -> address(written);
            case A, TXT, CAA -> written;
        };
    }

    /// IPv6 as RFC 5952 wants it: no leading zeros, the longest run of zero groups as `::`. What is no address stays as it is, for the provider to refuse.
    private static String address(String written) {
        byte[] bytes;
        try {
            bytes = InetAddress.ofLiteral(written).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return written;
        }
        if (bytes.length != 2 * GROUPS) {
            return written;
        }
        var groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
            i = Math.max(i, end - 1);
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
