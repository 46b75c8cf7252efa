package dev.plimsoll.api.survey;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.Survey;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Their routes.
public final class SurveyRoutes {
    private final Survey survey;
    private final Reading reading;

    private SurveyRoutes(ControlPlane plane) {
        this.survey = plane.survey();
        this.reading = new Reading(plane.mirror());
    }

    public static List<Route> of(ControlPlane plane) {
        var routes = new SurveyRoutes(plane);
        return List.of(
            Route.of(Method.POST, "/v1/projects/{project}/regions/{name}/test", RouteDoc.of("Asks a region's cloud what it is and what the credentials may do")
                .answering(200, new Body.Json(Survey.Tested.class)), routes::test),
            Route.of(Method.POST, "/v1/sweep", RouteDoc.of("Looks for what carries this control plane's stamp and belongs to nobody, and removes it")
                .query("dryRun", "true: remove nothing").query("region", "only there, as region/PROJECT/NAME").answering(200, new Body.Json(Survey.Swept.class)), routes::sweep),
            Route.of(Method.POST, "/v1/node-image", RouteDoc.of("Makes the image that local machines boot: a line for each thing done, the last one with its name or a problem")
                .answering(200, new Body.Raw("application/x-ndjson")), routes::nodeImage));
    }

    private Answer test(Exchange exchange) {
        return Answer.ok(survey.test(reading.require(Path.key(exchange, Kind.REGION)).key()));
    }

    private Answer sweep(Exchange exchange) throws InterruptedException {
        var region = exchange.query("region").map(text -> reading.require(Path.parse(text, java.util.Optional.empty())).key());
        if (region.filter(key -> key.kind() != Kind.REGION).isPresent()) {
            throw Problem.of(ProblemCode.MALFORMED, "query parameter region names a region, such as region/default/here");
        }
        return Answer.ok(survey.sweep(region, !exchange.asked("dryRun")));
    }

    private Answer nodeImage(Exchange exchange) {
        return new Answer.Streamed("application/x-ndjson", out -> {
            try {
                line(out, Map.of("image", survey.makeNodeImage(text -> line(out, Map.of("progress", text)))));
            } catch (EngineTrouble trouble) {
                line(out, Map.of("problem", trouble.getMessage()));
            }
        });
    }

    private static void line(OutputStream out, Map<String, String> words) {
        try {
            out.write((Wire.text(words) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
