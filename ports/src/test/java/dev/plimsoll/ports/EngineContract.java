package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Part;
import org.junit.jupiter.api.Test;

/// What every engine promises that makes instances one by one. An adapter's test extends this class and opens an [EngineSubject]; it then runs all parts of
/// the suite.
public abstract class EngineContract extends ContractBench implements InstanceContract, EndingContract, TroubleContract, ForeignContract, NetworkContract, VolumeContract,
    InsideContract, WatchContract, LogsContract, ExecContract, ProbeContract, CompanionContract, ImagesContract {

    @Test
    void aServiceIsRefusedPolitely() {
        Part.Service service = sample("web").service("h1", 1);

        failure(EngineFailure.Rejected.class, "NotSupported", () -> engine().create(service));
        failure(EngineFailure.Rejected.class, "NotSupported", () -> engine().update(service));
    }
}
