package dev.plimsoll.dns.designate;

import dev.plimsoll.dns.Wire;
import dev.plimsoll.model.dns.RecordSet;
import java.util.ArrayList;
import java.util.List;

/// Values as Designate takes them: as zone files have them, but for what it checks in its own way (its `objects/rrdata_txt.py` and `objects/fields.py`, tried with release 15).
final class Written {
    /// Characters of one string of a text, with its quotes and with what is escaped in it.
    private static final int STRING = 255;

    private Written() {}

    static List<String> of(RecordSet set) {
        var usual = Wire.presentation(set);
        return switch (set.type()) {
            case TXT -> set.values().stream().map(Written::text).toList();
            // In quotes it is no domain to Designate.
            case CAA -> set.values();
            case A, AAAA, CNAME, SRV, MX -> usual;
        };
    }

    private static String text(String value) {
        var strings = new ArrayList<String>();
        var string = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            var written = c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
            if (string.length() + written.length() + 1 > STRING) {
                strings.add(string.append('"').toString());
                string = new StringBuilder("\"");
            }
            string.append(written);
        }
        strings.add(string.append('"').toString());
        return String.join(" ", strings);
    }
}
