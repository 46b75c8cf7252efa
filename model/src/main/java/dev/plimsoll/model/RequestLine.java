package dev.plimsoll.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Reads a request as one line, the way Rancher 1.6 (`request_line`) and HAProxy (`option httpchk`) write it: `GET /healthz HTTP/1.0`, words in quotes or not, and
/// after the version, behind `\r\n`, headers in which a space is written `\ `.
public final class RequestLine {
    private static final int LONGEST = 8_192;

    private RequestLine() {}

    /// @return none when the line is blank: that means no request at all
    /// @throws InvalidValue when it is no request
    public static Optional<Probe.Request> parse(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (line.length() > LONGEST) {
            throw new InvalidValue("a request line may have at most " + LONGEST + " characters");
        }
        var lines = line.strip().replace("\\r", "\r").replace("\\n", "\n").split("\r?\n|\r");
        var words = words(lines[0]);
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var header = String.join(" ", words(lines[i]));
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
            } else if (!header.isEmpty()) {
                throw new InvalidValue("'" + header + "' in a request line is no header; write Name: value");
            }
        }
        return Optional.of(request(words, headers));
    }

    /// HAProxy's defaults: one word is the path, asked for with OPTIONS; without a version it is 1.0.
    private static Probe.Request request(List<String> words, LinkedHashMap<String, String> headers) {
        if (words.size() > 3 || words.isEmpty()) {
            throw new InvalidValue("a request line has a method, a path and a version, such as GET /healthz HTTP/1.0");
        }
        if (words.size() == 1) {
            return new Probe.Request("OPTIONS", words.getFirst(), headers, "1.0");
        }
        var version = words.size() < 3 ? "1.0" : words.get(2);
        return new Probe.Request(words.get(0), words.get(1), headers, version.startsWith("HTTP/") ? version.substring("HTTP/".length()) : version);
    }

    /// Words separated by spaces; a space behind a backslash or between quotes is part of its word.
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                add(words, word);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
