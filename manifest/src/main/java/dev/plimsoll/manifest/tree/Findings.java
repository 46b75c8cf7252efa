package dev.plimsoll.manifest.tree;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects what there is to say about a declaration. Says each thing once (a YAML alias would repeat it), and stops counting
/// after [#MOST], so that a hostile file cannot fill the memory with complaints.
public final class Findings {
    static final int MOST = 1_000;

    private final Set<Finding> all = new LinkedHashSet<>();
    private boolean errors;
    private boolean cut;

    public void error(Mark mark, Trail trail, String code, String sentence) {
        add(Severity.ERROR, mark, trail, code, sentence, Optional.empty());
    }

    public void error(Mark mark, Trail trail, String code, String sentence, Optional<String> hint) {
        add(Severity.ERROR, mark, trail, code, sentence, hint);
    }

    public void warning(Mark mark, Trail trail, String code, String sentence) {
        add(Severity.WARNING, mark, trail, code, sentence, Optional.empty());
    }

    public void warning(Mark mark, Trail trail, String code, String sentence, Optional<String> hint) {
        add(Severity.WARNING, mark, trail, code, sentence, hint);
    }

    public void notice(Mark mark, Trail trail, String code, String sentence) {
        add(Severity.NOTICE, mark, trail, code, sentence, Optional.empty());
    }

    public boolean hasErrors() {
        return errors;
    }

    /// Adds what was found elsewhere, such as in a file read at the same time.
    public void addAll(Findings others) {
        others.all.forEach(this::add);
        cut |= others.cut;
        errors |= others.errors;
    }

    /// Everything found so far, in the order of files and lines.
    public List<Finding> list() {
        var list = new ArrayList<>(all);
        list.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line).thenComparingInt(Finding::column));
        if (cut) {
            list.add(new Finding(Severity.ERROR, "TooManyFindings", "", 0, 0, "", "there is more to say than the " + MOST + " findings above", Optional.empty()));
        }
        return list;
    }

    private void add(Severity severity, Mark mark, Trail trail, String code, String sentence, Optional<String> hint) {
        add(new Finding(severity, code, mark.file(), mark.line(), mark.column(), trail.toString(), sentence, hint));
    }

    private void add(Finding finding) {
        errors |= finding.severity() == Severity.ERROR;
        if (all.size() >= MOST) {
            cut = true;
            return;
        }
        all.add(finding);
    }
}
