package dev.plimsoll.controllers.certificate;

import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.certificate.IssuerType;
import dev.plimsoll.planning.certificate.OrderBudget;
import dev.plimsoll.planning.certificate.PlacedOrder;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What was ordered from each authority lately, in a Config of the control plane's own project: authorities count by domain, whichever project, issuer or account asks, and go on counting when a
/// certificate was deleted and is declared again.
///
/// @param mirror where it is read
record OrderLedger(Mirror mirror) {
    static final Key KEY = new Key(Kind.CONFIG, "plimsoll-system", "certificate-orders");
    private static final int LONGEST_ENTRY = 200;

    /// Why this order has to wait. The internal authority has no limits.
    Optional<OrderBudget.Spent> refuses(IssuerSpec issuer, PlacedOrder wish) {
        return issuer.type() == IssuerType.INTERNAL ? Optional.empty() : book(entry(issuer)).refuses(wish, new OrderBudget.Limits(issuer.perDomain(), issuer.perNames()));
    }

    /// The writes that put an order down; to be committed together with the intent.
    List<Write> with(IssuerSpec issuer, PlacedOrder order) {
        var writes = new ArrayList<Write>();
        if (issuer.type() == IssuerType.INTERNAL) {
            return writes;
        }
        var project = Resource.declared(Metadata.named("", KEY.project()), new ProjectSpec("What the control plane keeps for itself."));
        if (mirror.get(project.key()).isEmpty()) {
            writes.add(new Write.Put(project, Write.Expected.ABSENT));
        }
        var there = mirror.get(KEY);
        var data = new LinkedHashMap<>(there.map(c -> c.spec(ConfigSpec.class).data()).orElseGet(java.util.Map::of));
        data.put(entry(issuer), book(entry(issuer)).with(order).text());
        writes.add(there.map(c -> new Write.Put(c.withSpec(new ConfigSpec(data)), Write.Expected.revision(c.metadata().revision())))
            .orElseGet(() -> new Write.Put(Resource.declared(Metadata.named(KEY.project(), KEY.name()), new ConfigSpec(data)), Write.Expected.ABSENT)));
        return writes;
    }

    private OrderBudget book(String entry) {
        return mirror.get(KEY).map(c -> c.spec(ConfigSpec.class).data().getOrDefault(entry, "")).map(OrderBudget::read).orElse(OrderBudget.EMPTY);
    }

    private static String entry(IssuerSpec issuer) {
        var directory = issuer.directory().orElse("");
        return directory.length() <= LONGEST_ENTRY ? directory : directory.substring(0, LONGEST_ENTRY);
    }
}
