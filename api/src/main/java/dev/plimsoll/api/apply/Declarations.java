package dev.plimsoll.api.apply;

import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Manifests;
import dev.plimsoll.manifest.Needs;
import dev.plimsoll.manifest.tree.Places;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.Naming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a request's files: ours by [Manifests], compose files by the compose module, whatever is declared by both together.
final class Declarations {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".yml.tpl", ".yaml.tpl");
    /// At the beginning of a line: a compose file may hold somebody else's `apiVersion` inside a config's text, but then it is indented.
    private static final Pattern OURS = Pattern.compile("^[\"']?apiVersion[\"']?[ \\t]*:", Pattern.MULTILINE);

    private Declarations() {}

    /// What the files declare, with warnings and notices.
    ///
    /// @throws Problem 424 when something is missing that the client may have, 422 when something is wrong
    static Declaration read(ApplyRequest given) {
        var all = looked(given);
        if (!all.needs().nothing()) {
            throw needs(all.needs());
        }
        if (all.hasErrors()) {
            var first = all.findings().stream().filter(f -> f.severity() == Finding.Severity.ERROR).findFirst().orElseThrow();
            throw Problem.of(ProblemCode.INVALID, first.toString()).findings(all.findings());
        }
        if (all.resources().isEmpty()) {
            throw Problem.of(ProblemCode.INVALID, "the files declare nothing").hint("a Plimsoll document has apiVersion and kind, a compose file has services");
        }
        return all;
    }

    static Problem needs(Needs needs) {
        return Problem.of(ProblemCode.NEEDS, "the declaration refers to more than was sent").needs(needs);
    }

    /// The same, right or wrong, whole or not.
    static Declaration looked(ApplyRequest given) {
        requireInside(given);
        var request = given.withValues();
        var ours = new ArrayList<String>();
        var compose = new ArrayList<String>();
        order(request).forEach(path -> (isOurs(request.files().getOrDefault(path, "apiVersion:")) ? ours : compose).add(path));
        var read = new ArrayList<Declaration>();
        if (!ours.isEmpty()) {
            read.add(Manifests.read(request.bundle(), request.projectOrDefault(), ours));
        }
        var folder = new FolderFiles(request);
        var groups = Grouping.of(folder.declaring(compose), request.apart());
        if (groups.size() > 1 && request.assembly().isPresent()) {
            throw Problem.of(ProblemCode.INVALID, "one name was given for " + groups.size() + " assemblies: " + groups.stream().limit(10).map(g -> g.files().getFirst())
                .collect(Collectors.joining(", "))).hint("leave the name out, or name one file");
        }
        if (groups.isEmpty() && request.cluster().isPresent() && !ours.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID, "a cluster was given for compose files, and there are none").hint("an assembly of Plimsoll's own says it by itself: spec.cluster");
        }
        groups.forEach(group -> read.add(ComposeDialect.read(request, group)));
        read.add(folder.findings());
        return joined(read);
    }

    private static List<String> order(ApplyRequest request) {
        return !request.order().isEmpty() ? request.order()
            : request.files().keySet().stream().filter(path -> ENDINGS.stream().anyMatch(path::endsWith)).sorted().toList();
    }

    /// A file that is not here yet counts as ours: that reader asks for it, and then it is looked at again.
    private static boolean isOurs(String text) {
        return OURS.matcher(text).find() || text.stripLeading().startsWith("{") && text.contains("\"apiVersion\"") && !text.contains("\"services\"");
    }

    private static void requireInside(ApplyRequest request) {
        var paths = new ArrayList<>(request.files().keySet());
        paths.addAll(request.order());
        for (var path : paths) {
            if (!BundlePath.resolve("", path).filter(path::equals).isPresent()) {
                throw Problem.of(ProblemCode.INVALID, "'" + (path.length() > 200 ? path.substring(0, 200) + "…" : path).replaceAll("\\p{Cntrl}", "?")
                    + "' is no path inside the declaration's folder");
            }
        }
    }

    private static Declaration joined(List<Declaration> read) {
        var resources = new ArrayList<Resource>();
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<Key>();
        Set<String> files = new HashSet<>();
        Set<String> variables = new HashSet<>();
        Set<String> contexts = new HashSet<>();
        var places = new Places();
        for (var declaration : read) {
            places.putAll(declaration.places());
            findings.addAll(declaration.findings());
            files.addAll(declaration.needs().files());
            variables.addAll(declaration.needs().variables());
            contexts.addAll(declaration.needs().contexts());
            for (var resource : declaration.resources()) {
                if (resource.spec() instanceof AssemblySpec assembly) {
                    Naming.tooLong(resource.metadata().name(), assembly.topology()).ifPresent(sentence ->
                        findings.add(new Finding(Finding.Severity.ERROR, "NameTooLong", "", 0, 0, resource.key().toString(), sentence, Optional.empty())));
                }
                if (seen.add(resource.key())) {
                    resources.add(resource);
                } else {
                    findings.add(new Finding(Finding.Severity.ERROR, "DuplicateResource", "", 0, 0, resource.key().toString(),
                        resource.key().shortForm() + " is declared twice, in different files", Optional.empty()));
                }
            }
        }
        return new Declaration(resources, findings, new Needs(files, variables, contexts), places);
    }
}
