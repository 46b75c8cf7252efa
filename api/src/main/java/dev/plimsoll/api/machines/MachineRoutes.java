package dev.plimsoll.api.machines;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.MachineDoor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Their routes.
public final class MachineRoutes {
    /// Bytes of a certificate request at most.
    private static final long LARGEST_REQUEST = 16 << 10;
    /// Bytes of a report at most: fifty lines.
    private static final long LARGEST_REPORT = 64 << 10;
    private static final String SCHEME = "bearer ";
    private static final Body REQUEST = new Body.Raw("application/pkcs10");
    private static final Body PARCEL = new Body.Raw("application/x-tar");

    private final MachineDoor door;

    private MachineRoutes(MachineDoor door) {
        this.door = door;
    }

    public static List<Route> of(MachineDoor door) {
        var routes = new MachineRoutes(door);
        return List.of(
            new Route(Method.POST, "/v1/machines/enrol", Route.Access.ANYBODY, RouteDoc.of("For machines: a certificate for a one-time credential, as a tar")
                .header("Authorization", "Bearer and the one-time credential").taking(REQUEST).answering(200, PARCEL), routes::enrol),
            new Route(Method.POST, "/v1/machines/renew", Route.Access.ANYBODY, RouteDoc.of("For machines: a new certificate for the key that enrolled, as a tar")
                .header("Authorization", "Bearer and the machine's token").taking(REQUEST).answering(200, PARCEL), routes::renew),
            new Route(Method.POST, "/v1/machines/report", Route.Access.ANYBODY, RouteDoc.of("For machines: how far the boot is, and the last lines of its log")
                .header("Authorization", "Bearer and the machine's token, or its credential before it has one").query("step", "a word").query("outcome", "begun, done or failed")
                .taking(new Body.Raw("text/plain")).answering(204, new Body.None()), routes::report),
            new Route(Method.POST, "/v1/machines/follow", Route.Access.ANYBODY, RouteDoc.of("For machines: waits for another firewall, or for what a router is to serve, as a tar; 204 is to ask again")
                .header("Authorization", "Bearer and the machine's token").query("have", "revision of what it serves").query("refused", "revision that it could not take")
                .query("firewall", "SHA-256 of its firewall").query("barred", "SHA-256 of a firewall that it could not take").taking(new Body.Raw("text/plain")).answering(200, PARCEL), routes::follow));
    }

    private Answer enrol(Exchange exchange) throws IOException {
        return parcel(door.enrol(shown(exchange), exchange.bytes(LARGEST_REQUEST)));
    }

    private Answer renew(Exchange exchange) throws IOException {
        return parcel(door.renew(shown(exchange), exchange.bytes(LARGEST_REQUEST)));
    }

    private Answer report(Exchange exchange) throws IOException {
        var shown = shown(exchange);
        var text = new String(exchange.bytes(LARGEST_REPORT), StandardCharsets.UTF_8);
        door.report(shown, new MachineDoor.Report(exchange.query("step").orElse(""), exchange.query("outcome").orElse(""), text));
        return new Answer.Nothing(204);
    }

    private Answer follow(Exchange exchange) throws IOException {
        var shown = shown(exchange);
        var text = new String(exchange.bytes(LARGEST_REPORT), StandardCharsets.UTF_8);
        var following = new MachineDoor.Following(exchange.peer(), revision(exchange, "have"), revision(exchange, "refused"), revision(exchange, "firewall"), revision(exchange, "barred"), text);
        return exchange.patiently(() -> door.follow(shown, following)).map(MachineRoutes::parcel).orElseGet(() -> new Answer.Nothing(204));
    }

    private static String revision(Exchange exchange, String name) {
        return exchange.query(name).filter(text -> text.matches("[a-z0-9]{1,64}")).orElse("");
    }

    private static Answer parcel(byte[] tar) {
        return new Answer.Bytes(200, "application/x-tar", tar, Map.of());
    }

    /// Asked for before the body is read: who has none sends none.
    private static String shown(Exchange exchange) {
        return exchange.header("Authorization").filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).strip())
            .orElseThrow(() -> Problem.of(ProblemCode.UNAUTHORIZED, "this needs the header 'Authorization: Bearer CREDENTIAL'").hint("machines have it in their user data"));
    }
}
