package dev.plimsoll.compose;

import dev.plimsoll.compose.rancher.PairLoader;
import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.compose.source.Loader;
import dev.plimsoll.compose.source.ParsedFiles;
import dev.plimsoll.compose.source.Scope;
import dev.plimsoll.compose.stack.StackFiles;
import dev.plimsoll.compose.translate.AssemblyTranslation;
import dev.plimsoll.compose.translate.Scene;
import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Limits;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.List;

/// Reads files of any [Dialect] as one assembly with its configs and secrets.
public final class ComposeFiles {
    private ComposeFiles() {}

    /// Never throws: what is wrong or not honoured is among the findings, what is missing among the needs.
    public static Declaration read(ComposeRequest request) {
        var findings = new Findings();
        var asked = new Asked(request.bundle());
        long characters = request.bundle().files().values().stream().mapToLong(String::length).sum();
        if (characters > Limits.CHARACTERS) {
            findings.error(Mark.NOWHERE, Trail.ROOT, "TooLarge", Limits.tooLarge(characters));
            return new Declaration(List.of(), findings.list(), asked.needs());
        }
        var folder = request.files().isEmpty() ? "" : BundlePath.folderOf(request.files().getFirst());
        var parsed = new ParsedFiles(asked, findings);
        var dialect = request.dialect().orElseGet(() -> Recognition.of(request.files(), parsed, findings));
        var scope = dialect == Dialect.STACK ? Scope.of(request.sets(), asked) : Scope.of(request.sets(), asked, folder);
        var scene = new Scene(request, dialect, folder, scope, asked, findings);
        return switch (dialect) {
            case COMPOSE -> translated(scene, new Loader(parsed, findings).load(request.files(), folder, scope));
            case STACK -> translated(scene, new StackFiles(parsed, findings).load(request.files(), scope, AssemblyTranslation.name(scene)));
            case RANCHER -> {
                var pair = new PairLoader(asked, findings, request.project()).load(request.files(), scope, PairNames.stack(request));
                yield translated(scene.withScope(pair.scope()), pair.tree());
            }
        };
    }

    private static Declaration translated(Scene scene, Node.Mapping tree) {
        var translation = new AssemblyTranslation(scene);
        var resources = translation.resources(tree);
        return new Declaration(resources, scene.findings().list(), scene.asked().needs(), translation.places());
    }
}
