package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks clouds and engines now, because a person wants to know; the loop asks by itself anyway.
public interface Survey {
    /// What a region's cloud says of itself, and what the credentials may do there. What goes wrong is in the answer.
    Tested test(Key region);

    /// What carries our stamp and belongs to nobody: in one region or in all of them, and on the engine.
    ///
    /// @param region none: everywhere
    /// @param remove whether it is taken away, too
    Swept sweep(Optional<Key> region, boolean remove) throws InterruptedException;

    /// Makes the image that local machines boot, on the engine of the control plane, unless it is there.
    ///
    /// @param progress hears how far it is; foreign text
    /// @return what the image is called
    /// @throws EngineTrouble when it cannot be made
    String makeNodeImage(Consumer<String> progress);

    /// @param answers   whether the cloud answered and took the credentials
    /// @param abilities what the credentials may do, such as `machines`
    /// @param lacking   what they may not, or the cloud cannot
    /// @param details   further facts, such as what became of each host
    /// @param code      what is wrong, when something is
    record Tested(boolean answers, String cloud, String version, String account, List<String> abilities, List<String> lacking, List<String> zones, List<RegionStatus.Flavor> flavors, List<String> images,
                  List<RegionStatus.Quota> quotas, Map<String, String> details, Optional<String> code, Optional<String> sentence) {
        /// It did not answer, or refused.
        public static Tested refused(String cloud, String code, String sentence) {
            return new Tested(false, cloud, "", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), Optional.of(code), Optional.of(sentence));
        }
    }

    /// @param silent places that could not be looked at, with the reason
    record Swept(List<Stray> strays, Map<String, String> silent) {
        public Swept {
            strays = List.copyOf(strays);
            silent = Map.copyOf(silent);
        }
    }

    /// @param place    `region/NAME`, or the engine
    /// @param owner    the resource it was made for
    /// @param became   what became of it
    /// @param sentence why it is still there, where it is
    record Stray(String place, String kind, String id, String name, String owner, Became became, String sentence) {}

    /// FOUND: nothing was done. REMOVED: it was taken away, or its removal was asked for. LEFT: it could not be.
    enum Became { FOUND, REMOVED, LEFT }
}
