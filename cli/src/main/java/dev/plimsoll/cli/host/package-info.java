/// This machine: what Plimsoll needs on it ([HostChecks]), Docker Engine ([DockerProbe], [EngineSetup]) and the control plane as a process in the background
/// ([PlaneProcess]). The only package that starts programs. Installs nothing that was not agreed to, and starts nothing that runs already.
package dev.plimsoll.cli.host;
