package dev.plimsoll.compose;

import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.model.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// What the fuzzer calls with whatever it thinks of: a text in the form of a golden case, so that one input can be several files, variables and options.
/// Reading must never throw, must come to the same twice, and must make resources that survive being stored.
public final class FuzzTarget {
    private FuzzTarget() {}

    /// Called by name, before the clock runs: classes are instrumented as they are loaded, which takes longer than any input.
    public static void fuzzerInitialize() throws IOException {
        try (var cases = Files.list(GoldenTest.FOLDER)) {
            for (var file : cases.toList()) {
                fuzzerTestOneInput(Files.readAllBytes(file));
            }
        }
    }

    /// Called by name.
    public static void fuzzerTestOneInput(byte[] input) {
        ComposeRequest request;
        try {
            request = GoldenCase.parse(new String(input, StandardCharsets.UTF_8)).request();
        } catch (RuntimeException noCase) {
            return;
        }
        var first = ComposeFiles.read(request);
        require(first.equals(ComposeFiles.read(request)), "reading twice came to different things");
        first.resources().forEach(FuzzTarget::survivesBeingStored);
        first.findings().forEach(finding -> require(finding.toString().length() < 20_000, "a finding as long as a book"));
    }

    private static void survivesBeingStored(Resource resource) {
        var text = ResourceJson.spec(resource.spec());
        require(ResourceJson.readSpec(resource.kind(), text).equals(resource.spec()), "stored and read again it is another: " + resource.key());
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise);
        }
    }
}
