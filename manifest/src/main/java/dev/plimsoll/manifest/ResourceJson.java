package dev.plimsoll.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.manifest.shape.Binder;
import dev.plimsoll.manifest.shape.Written;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Resources as JSON, whole and in their three parts. Reading is for texts this class wrote, in this or another version: it passes over
/// fields it does not know. What people wrote is read by [Manifests], which does not.
public final class ResourceJson {
    public static final String API_VERSION = "plimsoll/v1";

    private ResourceJson() {}

    public static String metadata(Metadata metadata) {
        return text(metadata);
    }

    public static String spec(Spec spec) {
        return text(spec);
    }

    public static String status(Status status) {
        return text(status);
    }

    /// @throws InvalidValue when the text is not what [#metadata] writes
    public static Metadata readMetadata(String text) {
        return read(Metadata.class, text);
    }

    /// @throws InvalidValue when the text is not what [#spec] writes
    public static Spec readSpec(Kind kind, String text) {
        return read(kind.specType(), text);
    }

    /// @throws InvalidValue when the text is not what [#status] writes
    public static Status readStatus(Kind kind, String text) {
        return read(kind.statusType(), text);
    }

    /// `{apiVersion, kind, metadata, spec, status}`.
    public static String resource(Resource resource) {
        return write(json -> write(resource, json));
    }

    /// The same into a larger document that is being written.
    public static void write(Resource resource, JsonGenerator json) throws IOException {
        var written = new Written(json);
        json.writeStartObject();
        json.writeStringField("apiVersion", API_VERSION);
        json.writeStringField("kind", resource.kind().title());
        json.writeFieldName("metadata");
        written.record(resource.metadata());
        json.writeFieldName("spec");
        written.record(resource.spec());
        json.writeFieldName("status");
        written.record(resource.status());
        json.writeEndObject();
    }

    /// @throws InvalidValue when the text is not what [#resource] writes
    public static Resource readResource(String text) {
        if (!(tree(text) instanceof Node.Mapping mapping)) {
            throw new InvalidValue("a resource is a map");
        }
        var kind = mapping.get("kind").flatMap(k -> k instanceof Node.Scalar s ? Kind.named(s.text()) : java.util.Optional.empty())
            .orElseThrow(() -> new InvalidValue("a resource has a kind"));
        var metadata = bind(Metadata.class, part(mapping, "metadata"));
        var spec = bind(kind.specType(), part(mapping, "spec"));
        var status = mapping.get("status").<Status>map(s -> bind(kind.statusType(), s)).orElseGet(() -> Status.empty(kind));
        return new Resource(kind, metadata, spec, status);
    }

    private static Node part(Node.Mapping mapping, String name) {
        return mapping.get(name).orElseGet(() -> Node.Mapping.empty(mapping.mark()));
    }


    private static String text(Object value) {
        return write(json -> new Written(json).record(value));
    }

    private static <T> T read(Class<T> type, String text) {
        return bind(type, tree(text));
    }

    private static Node tree(String text) {
        var findings = new Findings();
        return Json.read("", text, findings).orElseThrow(() -> unreadable(findings));
    }

    private static <T> T bind(Class<T> type, Node node) {
        var findings = new Findings();
        return new Binder(findings, Binder.Unknown.IGNORED).bind(type, node, Trail.ROOT).orElseThrow(() -> unreadable(findings));
    }

    private static InvalidValue unreadable(Findings findings) {
        return new InvalidValue(findings.list().getFirst().toString());
    }

    private static String write(Writing writing) {
        var text = new StringWriter(512);
        try (var json = Json.FACTORY.createGenerator(text)) {
            writing.into(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Writing {
        void into(JsonGenerator json) throws IOException;
    }
}
