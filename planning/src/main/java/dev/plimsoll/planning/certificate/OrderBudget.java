package dev.plimsoll.planning.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was ordered from an authority within a week, and whether one more order is within its limits. An authority that is asked too often shuts its door for days; so every order counts from the
/// moment it is meant, whatever becomes of it.
///
/// The limits are those of Let's Encrypt (https://letsencrypt.org/docs/rate-limits/): certificates of new names per registered domain, and of exactly the same names.
///
/// @param orders in the order they were placed
public record OrderBudget(List<PlacedOrder> orders) {
    public static final OrderBudget EMPTY = new OrderBudget(List.of());
    private static final Duration WINDOW = Duration.ofDays(7);
    /// A week of one order a minute. Older ones are forgotten first.
    private static final int MOST = 10_000;

    public OrderBudget {
        orders = List.copyOf(orders);
    }

    /// @param perDomain new names per registered domain
    /// @param perNames  exactly the same names
    public record Limits(int perDomain, int perNames) {}

    /// Reads what [#text] wrote; lines that are none are passed over.
    public static OrderBudget read(String text) {
        return new OrderBudget(text.lines().flatMap(line -> PlacedOrder.read(line).stream()).toList());
    }

    public String text() {
        return orders.stream().map(PlacedOrder::line).collect(Collectors.joining("\n"));
    }

    /// With one more, and without what no limit looks at any more.
    public OrderBudget with(PlacedOrder order) {
        var kept = new ArrayList<>(within(order.at()).toList());
        kept.add(order);
        return new OrderBudget(kept.size() > MOST ? kept.subList(kept.size() - MOST, kept.size()) : kept);
    }

    /// Why an order has to wait.
    ///
    /// @param until when there will be room for it
    public record Spent(Instant until, String sentence) {}

    /// Whether this order has to wait, and for how long.
    public Optional<Spent> refuses(PlacedOrder wish, Limits limits) {
        var same = within(wish.at()).filter(o -> o.names().equals(wish.names())).toList();
        if (same.size() >= limits.perNames()) {
            return Optional.of(spent(same, limits.perNames(), "certificates of exactly these names"));
        }
        if (wish.renewal()) {
            return Optional.empty();
        }
        return wish.names().stream().map(RegisteredDomain::of).distinct().flatMap(domain -> {
            var under = within(wish.at()).filter(o -> !o.renewal() && o.names().stream().anyMatch(n -> RegisteredDomain.of(n).equals(domain))).toList();
            return under.size() >= limits.perDomain() ? Stream.of(spent(under, limits.perDomain(), "new certificates under " + domain)) : Stream.<Spent>empty();
        }).max(Comparator.comparing(Spent::until));
    }

    private static Spent spent(List<PlacedOrder> counted, int limit, String what) {
        var until = counted.get(counted.size() - limit).at().plus(WINDOW);
        return new Spent(until, counted.size() + " " + what + " were ordered within a week, and the issuer's budget is " + limit + "; the next one is ordered after " + until);
    }

    private Stream<PlacedOrder> within(Instant now) {
        return orders.stream().filter(o -> o.at().plus(WINDOW).isAfter(now));
    }
}
