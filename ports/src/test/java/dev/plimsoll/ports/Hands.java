package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Part;

/// What a person with access to the engine does behind our back. Instances are named by the engine's id, foreign objects by
/// name. Foreign objects carry no stamp.
public interface Hands {
    /// Makes and starts a container that is not ours.
    void foreignContainer(String name);

    /// Makes a service that is not ours, on engines that know services.
    default void foreignService(String name) {
        throw new UnsupportedOperationException("this engine knows no services");
    }

    void foreignNetwork(String name);

    void foreignVolume(String name);

    /// Removes a volume, ours or not, that no container has.
    void removeVolume(String name);

    /// Whether an object of that name is there, ours or not.
    boolean exists(PartRef.Type type, String name);

    /// Leaves what a control plane leaves that died between making an instance and starting it.
    void halfMade(Part.Instance part);

    void kill(String instance);

    void stop(String instance);

    void pause(String instance);

    /// What runs as [EngineSubject#serving] answers with failure from now on.
    void fallIll(String instance);

    void recover(String instance);

    void rename(String instance, String name);

    void delete(String instance);

    /// A port of the engine's host that nothing uses.
    int freePort();

    /// Cuts every open connection to the engine; new ones work.
    void cutConnections();
}
