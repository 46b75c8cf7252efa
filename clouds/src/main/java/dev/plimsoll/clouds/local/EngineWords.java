package dev.plimsoll.clouds.local;

import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import java.util.function.Supplier;

/// The only place that turns an engine's failures into a cloud's. The sentence stays the engine's own.
final class EngineWords {
    private EngineWords() {}

    /// @throws CloudFailure instead of an [EngineFailure]
    static <T> T asked(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (EngineFailure failure) {
            throw of(failure);
        }
    }

    static CloudFailure of(EngineFailure failure) {
        var sentence = failure.getMessage();
        return switch (failure) {
            case EngineFailure.Absent absent -> new CloudFailure.Absent(switch (absent.code()) {
                case "NetworkNotFound", "ImageNotFound" -> absent.code();
                default -> "ObjectNotFound";
            }, sentence, failure);
            case EngineFailure.NoCapacity full -> new CloudFailure.NoCapacity(full.code(), sentence, failure);
            case EngineFailure.Rejected rejected when rejected.code().equals("InUse") -> new CloudFailure.NotReady("InUse", sentence, failure);
            case EngineFailure.Rejected rejected -> new CloudFailure.Rejected(rejected.code(), sentence, failure);
            case EngineFailure.Unreachable _ -> new CloudFailure.Unreachable(sentence, failure);
            case EngineFailure.Broken _ -> new CloudFailure.Broken(sentence, failure);
        };
    }

    static CloudFailure absent(CloudRef ref) {
        return new CloudFailure.Absent("ObjectNotFound", "there is no " + ref + " on this engine", null);
    }

    static CloudFailure notSupported(String sentence) {
        return new CloudFailure.Rejected("NotSupported", sentence, null);
    }
}
