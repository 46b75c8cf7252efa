package dev.plimsoll.ports.dns;

import dev.plimsoll.model.dns.RecordSet;
import java.util.List;

/// One zone at one provider. All calls block until the provider has answered. Implementations are safe for many threads. Every call may throw a [DnsFailure].
public interface Dns extends AutoCloseable {
    /// Short name of the adapter for people and metrics, such as `rfc2136`.
    String name();

    /// Who answers, for people. Asks the provider: `Absent` with code `ZoneNotFound` when it does not know the zone, `Denied` when it does not take the credentials.
    String answers();

    /// All sets of the types we know ([dev.plimsoll.model.dns.RecordType]), anybody's, in one go however many pages the provider needs.
    List<RecordSet> list();

    /// Changes sets, in this order: all or none where the provider can, otherwise up to the first that fails. What was done before stays, and the caller looks again.
    ///
    /// `Rejected` with code `Changed` when a set is not as [RecordChange] says it was: it is left as it is. Other codes: `Refused` for what the provider will not have.
    void change(List<RecordChange> changes);

    /// Whether all servers of the zone know of every change that was made through this object. Asks the provider, where it can say; the others' [dev.plimsoll.model.DnsZoneSpec#settle()] has to do.
    default boolean settled() {
        return true;
    }

    @Override
    void close();
}
