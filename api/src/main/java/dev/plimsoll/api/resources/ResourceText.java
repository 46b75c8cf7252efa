package dev.plimsoll.api.resources;

import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// Resources as clients see them: JSON, with every value of a secret hidden.
public final class ResourceText {
    /// Shown in place of a secret's value; written back, it keeps the stored one.
    public static final String HIDDEN = "(sealed)";

    private ResourceText() {}

    /// `{apiVersion, kind, metadata, spec, status}` on one line.
    public static String whole(Resource resource) {
        return ResourceJson.resource(shown(resource));
    }

    /// The same without the spec.
    public static String summary(Resource resource) {
        return "{\"apiVersion\":\"" + ResourceJson.API_VERSION + "\",\"kind\":\"" + resource.kind().title() + "\",\"metadata\":"
            + ResourceJson.metadata(resource.metadata()) + ",\"status\":" + ResourceJson.status(resource.status()) + "}";
    }

    /// A copy that may be shown to anybody who may read the project.
    public static Resource shown(Resource resource) {
        return switch (resource.spec()) {
            case SecretSpec secret -> resource.withSpec(hidden(secret));
            case ReleaseSpec release -> {
                var secrets = new LinkedHashMap<String, SecretSpec>();
                release.secrets().forEach((name, secret) -> secrets.put(name, hidden(secret)));
                yield resource.withSpec(release.withSecrets(secrets));
            }
            default -> resource;
        };
    }

    private static SecretSpec hidden(SecretSpec secret) {
        var data = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> entry : secret.data().entrySet()) {
            data.put(entry.getKey(), HIDDEN);
        }
        return new SecretSpec(data);
    }
}
