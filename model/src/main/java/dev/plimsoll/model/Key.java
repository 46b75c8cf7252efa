package dev.plimsoll.model;

/// Which resource: kind, project and name. Projects have the empty string for project. Text form: `assembly/hello` inside
/// a project, `assembly/shop/hello` with it.
public record Key(Kind kind, String project, String name) implements Comparable<Key> {
    public Key {
        if (kind.inProject()) {
            Names.requireLabel("project", project);
        } else if (!project.isEmpty()) {
            throw new InvalidValue("a " + kind.singular() + " lives in no project");
        }
        Names.requireLabel(kind.singular(), name);
    }

    /// The key of the project this key lives in.
    public Key projectKey() {
        return new Key(Kind.PROJECT, "", project);
    }

    /// Short form for people who know the project: `assembly/hello`.
    public String shortForm() {
        return kind.singular() + "/" + name;
    }

    @Override
    public int compareTo(Key other) {
        int byKind = kind.compareTo(other.kind);
        int byProject = byKind != 0 ? byKind : project.compareTo(other.project);
        return byProject != 0 ? byProject : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return project.isEmpty() ? shortForm() : kind.singular() + "/" + project + "/" + name;
    }
}
