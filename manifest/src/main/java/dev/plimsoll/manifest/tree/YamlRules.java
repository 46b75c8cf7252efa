package dev.plimsoll.manifest.tree;

/// How a text is read where the versions of YAML and their readers differ.
public enum YamlRules {
    /// YAML 1.2, and a name may stand only once in a map.
    STRICT,
    /// As go-yaml 2 reads, which follows YAML 1.1: plain `yes`, `no`, `on`, `off`, `y` and `n` are truth values. A name written twice is a
    /// warning, and the last one counts.
    OLD
}
