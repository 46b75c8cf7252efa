package dev.plimsoll.ports;

/// What an engine under test can do. What it lacks, the suite does not use, and checks instead that asking for it is
/// refused politely: [EngineFailure.Rejected] with code `NotSupported`, nothing changed.
///
/// @param programs instances run the image's real programs: [Console#exec] works and sees environment, files, networks and volumes
/// @param builds   [Images#build] makes images; without programs the build's own instructions are not run
public record Capabilities(boolean programs, boolean builds) {
    /// An engine that does everything.
    public static final Capabilities ALL = new Capabilities(true, true);
}
