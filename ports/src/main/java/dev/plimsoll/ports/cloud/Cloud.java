package dev.plimsoll.ports.cloud;

import dev.plimsoll.model.cloud.CloudFacts;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import java.util.List;

/// One region of one account of a cloud. All calls block until the cloud has answered, not until the wish is fulfilled: making a machine takes minutes, asking for one
/// takes a second. The caller's thread may be interrupted to give up.
///
/// Every call may throw a [CloudFailure]. After one that [CloudFailure#mayHaveHappened] the effect may be there all the same: callers look again instead of
/// assuming. Implementations are safe for many threads. What a cloud cannot do it refuses: `Rejected` with code `NotSupported`.
public interface Cloud extends AutoCloseable {
    /// Short name of the adapter for people and metrics, such as `openstack`.
    String name();

    /// What this cloud is and what the credentials may do there. Asks the cloud.
    CloudFacts facts();

    /// One listing of everything of this sort stamped by `plane`, of every project, in one go however many pages the cloud needs. Never shows foreign objects. An object that
    /// the cloud describes in a way that cannot be true (a negative size, another tenant's) is left out. A sort that this cloud does not know has an empty listing.
    ///
    /// A listing may lag ([CloudFacts#listingLag]): missing in it does not yet mean gone.
    List<CloudObject> list(String plane, CloudKind kind);

    /// Asks for the part and answers the cloud's id of it. Idempotent: when an object with an equal stamp is there already (a lost reply), it is completed, and its id is answered.
    /// One of that stamp which failed or is leaving is not completed; that is answered too, and the listing tells. Names need not be unique: an object of the
    /// same name with another stamp, or none, neither hinders nor is touched.
    ///
    /// Codes: `NoCapacity` `QuotaExceeded`, `NoHost` (no place for it now; another zone or flavour may have one), `AddressTaken`; `Absent` `FlavorNotFound`, `ImageNotFound`,
    /// `ZoneNotFound`, `NetworkNotFound`, `FirewallNotFound`, `MachineNotFound`; `NotReady` `ImageUnderWay` while what it boots from is being made; `Rejected` for what can never be.
    String create(CloudPart part);

    /// Makes an existing object of ours what the part says, where that is possible in place: the rules of a firewall, where a floating IP leads, the name servers of a network, the
    /// firewalls around a machine. Anything else of the part is passed over: what cannot be changed is replaced by the caller, which sees the stamp's hash.
    ///
    /// `Absent` with code `ObjectNotFound` when it is gone; `Rejected` with code `NotOurs` when it does not carry the part's stamp any more.
    void change(String id, CloudPart part);

    /// Asks for an object to go. Absent is success. Answers when the cloud has taken the wish; callers look again. What hangs on it and was made with it goes too, such as ports and
    /// root disks.
    ///
    /// `NotReady` with code `InUse` when something still uses it, or `Busy` when it is in the middle of something; `Rejected` with code `NotOurs` when the object
    /// carries no stamp of `plane`, and with `Protected` when a policy of the cloud forbids it: then only a person can help.
    void remove(String plane, CloudRef ref);

    /// Powers a machine off or on, or reboots it. Off when off and on when on is success. `Absent` with code `ObjectNotFound`; `Rejected` with code `NotOurs`.
    void power(String plane, CloudRef machine, Power power);

    /// The last lines that a machine wrote on its console or boot log, oldest first; empty when it wrote none. Foreign text: callers shorten and tame it.
    ///
    /// @param lines at most
    List<String> console(CloudRef machine, int lines);

    @Override
    void close();
}
