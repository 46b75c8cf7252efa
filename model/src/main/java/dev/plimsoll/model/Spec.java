package dev.plimsoll.model;

/// What a person declares. The system never edits it. One record per kind.
public sealed interface Spec
    permits ProjectSpec, SecretSpec, ConfigSpec, EnvironmentSpec, PlanSpec, AssemblySpec, ComponentSpec, ReleaseSpec, RouteSpec {

    /// The kind this spec belongs to.
    default Kind kind() {
        return switch (this) {
            case ProjectSpec _ -> Kind.PROJECT;
            case SecretSpec _ -> Kind.SECRET;
            case ConfigSpec _ -> Kind.CONFIG;
            case EnvironmentSpec _ -> Kind.ENVIRONMENT;
            case PlanSpec _ -> Kind.PLAN;
            case AssemblySpec _ -> Kind.ASSEMBLY;
            case ComponentSpec _ -> Kind.COMPONENT;
            case ReleaseSpec _ -> Kind.RELEASE;
            case RouteSpec _ -> Kind.ROUTE;
        };
    }
}
