package dev.plimsoll.ports.dns;

import dev.plimsoll.model.dns.RecordSet;
import java.util.List;
import java.util.Optional;

/// What a control plane answers for by itself. Answers at once, from what is known.
public interface AnsweredNames {
    /// The domain of ours that a name is or lies in; none when it is nobody's here.
    Optional<String> domain(String name);

    /// Everything under exactly this name, which lies in a domain of ours; empty when there is nothing.
    ///
    /// @throws DnsFailure.Unreachable when that is not known at this moment, so that others are asked
    List<RecordSet> sets(String name);

    /// Whether something lies below a name under which there is nothing itself, so that the name is there all the same (RFC 8020).
    boolean above(String name);
}
