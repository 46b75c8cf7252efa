package dev.plimsoll.dns.route53;

import dev.plimsoll.dns.web.Vendor;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.dns.DnsProviders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Route 53's API of 2013-04-01 with one hosted zone (https://docs.aws.amazon.com/Route53/latest/APIReference/): requests signed with Signature Version 4 and not older than five minutes, pages of at
/// most a hundred sets, batches that are validated and done as one, changes that are PENDING until they are looked at for the second time.
final class Route53Server extends Vendor {
    static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String ZONE = "Z1PA6795UKMFR9";
    private static final int PAGE = 100;
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// By name and type, as the API sorts them well enough for pages.
    private TreeMap<String, String> sets = new TreeMap<>();
    private final Map<String, Integer> looks = new TreeMap<>();

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    @Override
    public DnsProviders.Access access() {
        return access(DnsProvider.ROUTE53, address(), Map.of("accessKeyId", KEY_ID, "secretAccessKey", KEY));
    }

    @Override
    public String secretEntry() {
        return "secretAccessKey";
    }

    @Override
    public void putForeign(String name, String address) {
        put(name + ".", "A", "<TTL>300</TTL><ResourceRecords><ResourceRecord><Value>" + address + "</Value></ResourceRecord></ResourceRecords>");
    }

    /// A set with whatever is in it.
    void put(String name, String type, String rest) {
        sets.put(name + " " + type, "<ResourceRecordSet><Name>" + name.replace("*", "\\052") + "</Name><Type>" + type + "</Type>" + rest + "</ResourceRecordSet>");
    }

    @Override
    public Told tooMany(Optional<String> retryAfter) {
        // It throttles with 400 and says nothing of when to come back; what stands in front of it answers 503.
        return retryAfter.map(r -> new Told(503, Map.of("Retry-After", r), "<ErrorResponse><Error><Code>ServiceUnavailable</Code><Message>slow down</Message></Error></ErrorResponse>"))
            .orElseGet(() -> error(400, "Throttling", "Rate exceeded"));
    }

    @Override
    protected Told tell(Asked asked) {
        var signed = signed(asked);
        if (signed.isPresent()) {
            return signed.get();
        }
        var path = asked.path().replaceFirst("^/2013-04-01/", "");
        var answer = switch (asked.method() + " " + path) {
            case "GET hostedzonesbyname" -> "<HostedZones>" + zone("example.org.", ZONE) + zone("example.orgelse.", "Z2") + "</HostedZones><IsTruncated>false</IsTruncated>";
            case "GET hostedzone/" + ZONE -> zone("example.org.", ZONE) + "<DelegationSet><NameServers><NameServer>ns-2048.awsdns-64.com</NameServer></NameServers></DelegationSet>";
            case "GET hostedzone/" + ZONE + "/rrset" -> page(asked.queried());
            case "POST hostedzone/" + ZONE + "/rrset" -> batch(asked);
            default -> path.startsWith("change/") ? change(path.substring("change/".length())) : "";
        };
        return answer.startsWith("!") ? error(400, "InvalidChangeBatch", "[" + answer.substring(1) + "]") : answer.isEmpty() ? error(404, "NoSuchHostedZone", "No hosted zone found with ID: " + path)
            : new Told(200, Map.of("Content-Type", "text/xml"), "<?xml version=\"1.0\"?>\n<Response xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">" + answer + "</Response>");
    }

    /// Why it is not taken: the signature is made again from what arrived.
    private static Optional<Told> signed(Asked asked) {
        var time = asked.header().apply("x-amz-date");
        if (time.isEmpty()) {
            return Optional.of(error(403, "MissingAuthenticationToken", "Missing Authentication Token"));
        }
        var then = TIME.parse(time, Instant::from);
        var headers = asked.body().length > 0 ? Map.of("content-type", asked.header().apply("content-type")) : Map.<String, String>of();
        var request = new Signature.Request(asked.method(), asked.header().apply("host"), asked.path(), asked.query(), headers, asked.body());
        var right = new Signature(KEY_ID, new SecretText(KEY), Optional.empty(), "us-east-1/route53").headers(request, then).get("authorization");
        return Duration.between(then, Clock.systemUTC().instant()).abs().compareTo(OLDEST) > 0 || !right.equals(asked.header().apply("authorization"))
            ? Optional.of(error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")) : Optional.empty();
    }

    private String page(Map<String, String> query) {
        var from = query.containsKey("name") ? query.get("name") + " " + query.getOrDefault("type", "") : "";
        int most = Math.min(PAGE, Integer.parseInt(query.getOrDefault("maxitems", "300")));
        var rest = List.copyOf(sets.tailMap(from).entrySet());
        var text = new StringBuilder("<ResourceRecordSets>");
        rest.stream().limit(most).forEach(e -> text.append(e.getValue()));
        text.append("</ResourceRecordSets><IsTruncated>").append(rest.size() > most).append("</IsTruncated><MaxItems>").append(most).append("</MaxItems>");
        if (rest.size() > most) {
            var next = rest.get(most).getKey().split(" ");
            text.append("<NextRecordName>").append(next[0]).append("</NextRecordName><NextRecordType>").append(next[1]).append("</NextRecordType>");
        }
        return text.toString();
    }

    private String batch(Asked asked) {
        var before = new TreeMap<>(sets);
        var problems = new ArrayList<String>();
        for (var change : Document.read(asked.body()).orElseThrow().one("ChangeBatch").orElseThrow().one("Changes").orElseThrow().all("Change")) {
            try {
                apply(change.text("Action"), change.one("ResourceRecordSet").orElseThrow());
            } catch (Refused refused) {
                problems.add(refused.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            sets = before;
            return "!" + String.join(", ", problems);
        }
        var id = "C" + (looks.size() + 1);
        looks.put(id, 0);
        return "<ChangeInfo><Id>/change/" + id + "</Id><Status>PENDING</Status></ChangeInfo>";
    }

    private void apply(String action, Document set) {
        var name = set.text("Name");
        var type = set.text("Type");
        var key = name + " " + type;
        var named = "resource record set [name='" + name + "', type='" + type + "']";
        var records = new StringBuilder();
        set.one("ResourceRecords").orElseThrow().all("ResourceRecord").forEach(r -> records.append("<ResourceRecord><Value>").append(Document.escaped(r.text("Value"))).append("</Value></ResourceRecord>"));
        var rest = "<TTL>" + set.text("TTL") + "</TTL><ResourceRecords>" + records + "</ResourceRecords>";
        if (action.equals("DELETE")) {
            require(sets.containsKey(key), "Tried to delete " + named + " but it was not found");
            require(sets.get(key).endsWith(rest + "</ResourceRecordSet>"), "Tried to delete " + named + " but the values provided do not match the current values");
            sets.remove(key);
        } else {
            require(!sets.containsKey(key), "Tried to create " + named + " but it already exists");
            require(sets.keySet().stream().noneMatch(k -> k.startsWith(name + " ") && (type.equals("CNAME") || k.endsWith(" CNAME"))),
                "RRSet of type " + type + " with DNS name " + name + " is not permitted as it conflicts with other records with the same DNS name in zone example.org.");
            require(!type.equals("TXT") || !records.toString().matches(".*<Value>[^&].*"), "Invalid Resource Record: FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks)");
            put(name, type, rest);
        }
    }

    private String change(String id) {
        return looks.containsKey(id) ? "<ChangeInfo><Id>/change/" + id + "</Id><Status>" + (looks.merge(id, 1, Integer::sum) > 1 ? "INSYNC" : "PENDING") + "</Status></ChangeInfo>" : "";
    }

    private static String zone(String name, String id) {
        return "<HostedZone><Id>/hostedzone/" + id + "</Id><Name>" + name + "</Name><Config><PrivateZone>false</PrivateZone></Config></HostedZone>";
    }

    private static void require(boolean so, String message) {
        if (!so) {
            throw new Refused(message);
        }
    }

    private static Told error(int status, String code, String message) {
        return new Told(status, Map.of("Content-Type", "text/xml"), "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>" + code
            + "</Code><Message>" + Document.escaped(message) + "</Message></Error><RequestId>b25f48e8-84fd-11e6-80d9-574e0c4664cb</RequestId></ErrorResponse>");
    }
}
